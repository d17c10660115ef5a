/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "paper/yx-paper-error.h"

G_BEGIN_DECLS

#define YX_TEMPLATE_SIZE_MAX (256 * 1024)
#define YX_TEMPLATE_DEPTH_MAX 12
#define YX_TEMPLATE_NODES_MAX 5000

typedef enum
{
  YX_NODE_DOCUMENT,
  YX_NODE_SHARED,
  YX_NODE_TITLE,
  YX_NODE_SUBTITLE,
  YX_NODE_NOTE,
  YX_NODE_TABLE,
  YX_NODE_GROUP,
  YX_NODE_ROW,
  YX_NODE_CHAPTER,
  YX_NODE_ARTICLE,
  YX_NODE_PARAGRAPH,
  YX_NODE_ITEM,
  YX_NODE_GRID,
  YX_NODE_LINE,
  YX_NODE_CELL,
  YX_NODE_SIGNATURES,
  YX_NODE_PLACE,
  YX_NODE_IF,
  YX_NODE_UNLESS,
  YX_NODE_EACH,
  YX_NODE_INCLUDE,
  YX_NODE_FIELD,
  YX_NODE_REF,
  YX_NODE_TEXT,
} YxTemplateNodeKind;

typedef struct _YxTemplateNode YxTemplateNode;

/* An element, or text between elements. Templates that include it share it. */
struct _YxTemplateNode
{
  YxTemplateNodeKind kind;
  guint line;
  char *text;           /* (nullable): of a text */
  GHashTable *settings; /* (nullable): attribute -> value */
  GPtrArray *children;  /* YxTemplateNode */
};

/**
 * YxTemplate:
 *
 * A document's text with its conditions and blanks, as read from GMarkup. Immutable.
 *
 * Elements, each with what may stand in it: `document` (title, subtitle, note, table, p, chapter,
 * signatures), `table` (group of row), `chapter` (article of p, item and grid), `grid` (line of cell),
 * `signatures` (place). In lines of text: `field` (name, and one of else, blank, optional, required) and
 * `ref` (article). `if` and `unless` (has, or field and is) stand anywhere and hold what their place allows,
 * and so does `each` (list, between, required), which says what it holds once for each of a list's items, whose
 * fields are then the only ones. `include` (parts) takes tables, articles and signatures out of `shared`.
 */
typedef struct _YxTemplate YxTemplate;

YxTemplate *yx_template_parse (const char *text, gssize length, const YxTemplate *shared, GError **error);
YxTemplate *yx_template_parse_shared (const char *text, gssize length, GError **error);
YxTemplate *yx_template_load (const char *id, GError **error);
void yx_template_free (YxTemplate *template);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxTemplate, yx_template_free)

const YxTemplateNode *yx_template_get_root (const YxTemplate *template);
const YxTemplateNode *yx_template_find (const YxTemplate *template, const char *id);
const char *yx_template_node_get (const YxTemplateNode *node, const char *name);
gboolean yx_template_node_asks (const YxTemplateNode *node, const char *field);

G_END_DECLS
