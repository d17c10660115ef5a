/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  YX_BLOCK_TITLE,
  YX_BLOCK_SUBTITLE,
  YX_BLOCK_NOTE,
  YX_BLOCK_ROW,
  YX_BLOCK_CHAPTER,
  YX_BLOCK_ARTICLE,
  YX_BLOCK_PARAGRAPH,
  YX_BLOCK_ITEM,
  YX_BLOCK_LINE,
  YX_BLOCK_CELL,
  YX_BLOCK_SIGNATURES,
  YX_BLOCK_PLACE,
} YxPaperBlockKind;

typedef enum
{
  YX_SPAN_STRONG,
  YX_SPAN_VALUE,
} YxPaperSpanStyle;

/* In bytes of the block's text. */
typedef struct
{
  guint start;
  guint end;
  YxPaperSpanStyle style;
} YxPaperSpan;

#define YX_GRID_COLUMNS_MAX 6

/* How wide a grid's columns are, in parts of the whole. */
typedef struct
{
  guint n;
  guint widths[YX_GRID_COLUMNS_MAX];
} YxPaperColumns;

/* A paragraph, a row of a table, a line of a grid or a place for a signature. */
typedef struct
{
  YxPaperBlockKind kind;
  char *id;      /* (nullable): of the article or place */
  char *group;   /* (nullable): of a row */
  char *label;   /* (nullable): of a row or place */
  char *date;    /* (nullable): words before a place's date */
  char *number;  /* (nullable): words before a seal's number */
  guint grid;    /* of a line: which grid it belongs to, from 1 */
  gboolean head; /* of a line: it names the columns */
  YxPaperColumns columns; /* of a line */
  GPtrArray *cells;       /* (nullable): of a line: YxPaperBlock */
  GString *text;
  GArray *spans; /* YxPaperSpan */
} YxPaperBlock;

/**
 * YxPaperText:
 * @blocks: (element-type YxPaperBlock): from the first to the last
 * @name: the document's name
 * @version: (nullable): of the template
 * @author: (nullable): whose document it is
 * @n_articles: how many articles it has
 *
 * What a document says, before it has pages.
 */
typedef struct
{
  GPtrArray *blocks;
  char *name;
  char *version;
  char *author;
  guint n_articles;
} YxPaperText;

YxPaperText *yx_paper_text_new (const char *name);
YxPaperBlock *yx_paper_text_add (YxPaperText *text, YxPaperBlockKind kind);
YxPaperBlock *yx_paper_block_add_cell (YxPaperBlock *line);
void yx_paper_block_append (YxPaperBlock *block, const char *words);
void yx_paper_block_append_styled (YxPaperBlock *block, const char *words, YxPaperSpanStyle style);
void yx_paper_text_free (YxPaperText *text);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxPaperText, yx_paper_text_free)

G_END_DECLS
