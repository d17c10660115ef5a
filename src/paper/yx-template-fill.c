/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "paper/yx-template-fill.h"

#include "paper/yx-chinese.h"
#include "paper/yx-paper-words.h"

#define BLANK_MAX 30
#define BLANK_DEFAULT 8

/* Sixty pages hold less; what grows beyond is not worth laying out. */
#define LENGTH_MAX (512 * 1024)

typedef struct
{
  const YxPaperValues *values;
  YxPaperText *text;
  GHashTable *numbers; /* id of an article -> its number */
  guint n_chapters;
  guint n_articles;
  guint n_items;
  guint n_grids;
  gsize length;                  /* of all that was said, in bytes, each node besides counting one */
  const YxTemplateNode *article; /* (nullable): whose first paragraph is still to come */
  const char *group;             /* (nullable) */
  YxPaperColumns columns;        /* of the grid */
  YxPaperBlock *line;            /* (nullable): of the grid */
} Filling;

static gboolean fill_children (Filling *filling, const YxTemplateNode *node, YxPaperBlock *block, GError **error);

static gboolean
holds (const Filling *filling, const YxTemplateNode *condition)
{
  const char *has = yx_template_node_get (condition, "has");
  gboolean met;

  if (has)
    met = yx_paper_values_has (filling->values, has);
  else
    met = yx_paper_values_is (filling->values, yx_template_node_get (condition, "field"),
                              yx_template_node_get (condition, "is"));
  return met == (condition->kind == YX_NODE_IF);
}

static gboolean
count (Filling *filling, gsize length, GError **error)
{
  filling->length += length;
  if (filling->length <= LENGTH_MAX)
    return TRUE;
  g_set_error (error, YX_PAPER_ERROR, YX_PAPER_ERROR_LAYOUT, "The document says more than %d KiB of text",
               LENGTH_MAX / 1024);
  return FALSE;
}

static gboolean
say (Filling *filling, YxPaperBlock *block, const char *words, GError **error)
{
  yx_paper_block_append (block, words);
  return count (filling, strlen (words), error);
}

static void
number_articles (Filling *filling, const YxTemplateNode *node)
{
  guint i;

  if ((node->kind == YX_NODE_IF || node->kind == YX_NODE_UNLESS) && !holds (filling, node))
    return;
  if (node->kind == YX_NODE_ARTICLE)
    g_hash_table_insert (filling->numbers, (gpointer) yx_template_node_get (node, "id"),
                         GUINT_TO_POINTER (++filling->text->n_articles));
  for (i = 0; i < node->children->len; i++)
    number_articles (filling, g_ptr_array_index (node->children, i));
}

static char *
write_number (const char *before, guint number, const char *after)
{
  g_autofree char *words = yx_chinese_number (number);

  return g_strconcat (before, words, after, NULL);
}

static void
append_blank (YxPaperBlock *block, const char *length)
{
  guint64 n = BLANK_DEFAULT;
  g_autoptr (GString) blank = g_string_new (NULL);

  if (length && !g_ascii_string_to_unsigned (length, 10, 1, BLANK_MAX, &n, NULL))
    n = BLANK_DEFAULT;
  while (n-- > 0)
    g_string_append (blank, "\u3000");
  yx_paper_block_append_styled (block, blank->str, YX_SPAN_VALUE);
}

static void
complain_missing (const char *name, GError **error)
{
  g_set_error (error, YX_PAPER_ERROR, YX_PAPER_ERROR_FIELD, "The document needs “%s”", name);
}

static gboolean
fill_field (Filling *filling, const YxTemplateNode *node, YxPaperBlock *block, GError **error)
{
  const char *name = yx_template_node_get (node, "name");
  const char *otherwise = yx_template_node_get (node, "else");
  const char *words = yx_paper_values_get (filling->values, name);
  g_autofree char *value = NULL;

  if (words)
    {
      if (!yx_paper_words_check (name, words, error))
        return FALSE;
      value = yx_paper_words_drop_stop (words);
      yx_paper_block_append_styled (block, value, YX_SPAN_VALUE);
      return count (filling, strlen (value), error);
    }
  if (otherwise)
    return say (filling, block, otherwise, error);
  if (yx_template_node_get (node, "required"))
    {
      complain_missing (name, error);
      return FALSE;
    }
  else if (!yx_template_node_get (node, "optional"))
    append_blank (block, yx_template_node_get (node, "blank"));
  return TRUE;
}

static void
fill_ref (const Filling *filling, const YxTemplateNode *node, YxPaperBlock *block)
{
  guint number
    = GPOINTER_TO_UINT (g_hash_table_lookup (filling->numbers, yx_template_node_get (node, "article")));
  g_autofree char *words = number > 0 ? write_number ("第", number, "条") : NULL;

  if (words)
    yx_paper_block_append (block, words);
}

/* A paragraph of which conditions left nothing is none: then @block is gone afterwards. */
static gboolean
fill_lines (Filling *filling, const YxTemplateNode *node, YxPaperBlock *block, gboolean *kept, GError **error)
{
  gsize before = block->text->len;

  if (!fill_children (filling, node, block, error))
    return FALSE;
  *kept = block->text->len > before;
  if (!*kept)
    g_ptr_array_remove (filling->text->blocks, block);
  return TRUE;
}

static gboolean
fill_paragraph (Filling *filling, const YxTemplateNode *node, GError **error)
{
  YxPaperBlock *block = yx_paper_text_add (filling->text, YX_BLOCK_PARAGRAPH);
  const YxTemplateNode *article = filling->article;
  g_autofree char *number = NULL;
  g_autofree char *title = NULL;
  gboolean kept;

  if (!article)
    return fill_lines (filling, node, block, &kept, error);
  block->kind = YX_BLOCK_ARTICLE;
  block->id = g_strdup (yx_template_node_get (article, "id"));
  number = write_number ("第", filling->n_articles, "条");
  title = g_strdup_printf ("\u3000【%s】", yx_template_node_get (article, "title"));
  yx_paper_block_append_styled (block, number, YX_SPAN_STRONG);
  yx_paper_block_append (block, title);
  if (!fill_lines (filling, node, block, &kept, error))
    return FALSE;
  if (kept)
    filling->article = NULL;
  return TRUE;
}

static gboolean
fill_item (Filling *filling, const YxTemplateNode *node, GError **error)
{
  YxPaperBlock *block = yx_paper_text_add (filling->text, YX_BLOCK_ITEM);
  g_autofree char *number = write_number ("（", filling->n_items + 1, "）");
  gboolean kept;

  yx_paper_block_append (block, number);
  if (!fill_lines (filling, node, block, &kept, error))
    return FALSE;
  if (kept)
    filling->n_items++;
  return TRUE;
}

static gboolean
fill_article (Filling *filling, const YxTemplateNode *node, GError **error)
{
  filling->article = node;
  filling->n_articles++;
  filling->n_items = 0;
  if (!fill_children (filling, node, NULL, error))
    return FALSE;
  if (filling->article)
    {
      g_set_error (error, YX_PAPER_ERROR, YX_PAPER_ERROR_TEMPLATE, "Template: article “%s” says nothing",
                   yx_template_node_get (node, "id"));
      return FALSE;
    }
  return TRUE;
}

static gboolean
fill_chapter (Filling *filling, const YxTemplateNode *node, GError **error)
{
  YxPaperBlock *block = yx_paper_text_add (filling->text, YX_BLOCK_CHAPTER);
  g_autofree char *number = write_number ("第", ++filling->n_chapters, "章\u3000");

  yx_paper_block_append (block, number);
  yx_paper_block_append (block, yx_template_node_get (node, "title"));
  return fill_children (filling, node, NULL, error);
}

static gboolean
fill_row (Filling *filling, const YxTemplateNode *node, GError **error)
{
  YxPaperBlock *block = yx_paper_text_add (filling->text, YX_BLOCK_ROW);
  const char *field = yx_template_node_get (node, "label-field");
  const char *label = field ? yx_paper_values_get (filling->values, field) : NULL;
  gboolean kept;

  block->group = g_strdup (filling->group);
  block->label = g_strdup (label ? label : yx_template_node_get (node, "label"));
  return (!label || yx_paper_words_check (field, label, error)) && fill_lines (filling, node, block, &kept, error);
}

static gboolean
fill_group (Filling *filling, const YxTemplateNode *node, GError **error)
{
  filling->group = yx_template_node_get (node, "label");
  return fill_children (filling, node, NULL, error);
}

/* `3 4 4 3`: as many columns as numbers, each as wide in comparison. */
static gboolean
read_columns (const YxTemplateNode *node, YxPaperColumns *columns, GError **error)
{
  g_auto (GStrv) words = g_strsplit (yx_template_node_get (node, "columns"), " ", -1);
  guint64 width;
  guint i;

  columns->n = g_strv_length (words);
  for (i = 0; i < columns->n && i < YX_GRID_COLUMNS_MAX; i++)
    {
      if (!g_ascii_string_to_unsigned (words[i], 10, 1, 99, &width, NULL))
        break;
      columns->widths[i] = (guint) width;
    }
  if (i == columns->n)
    return TRUE;
  g_set_error (error, YX_PAPER_ERROR, YX_PAPER_ERROR_TEMPLATE, "Template: “%s” are no columns of a grid",
               yx_template_node_get (node, "columns"));
  return FALSE;
}

static gboolean
fill_grid (Filling *filling, const YxTemplateNode *node, GError **error)
{
  filling->n_grids++;
  return read_columns (node, &filling->columns, error) && fill_children (filling, node, NULL, error);
}

static gboolean
fill_line (Filling *filling, const YxTemplateNode *node, GError **error)
{
  YxPaperBlock *block = yx_paper_text_add (filling->text, YX_BLOCK_LINE);

  block->grid = filling->n_grids;
  block->head = yx_template_node_get (node, "head") != NULL;
  block->columns = filling->columns;
  filling->line = block;
  if (!fill_children (filling, node, NULL, error))
    return FALSE;
  if (block->cells && block->cells->len == block->columns.n)
    return TRUE;
  g_set_error (error, YX_PAPER_ERROR, YX_PAPER_ERROR_TEMPLATE, "Template: a grid of %u columns has a line of %u cells",
               block->columns.n, block->cells ? block->cells->len : 0);
  return FALSE;
}

static gboolean
fill_each (Filling *filling, const YxTemplateNode *node, YxPaperBlock *block, GError **error)
{
  const YxPaperValues *outer = filling->values;
  const GPtrArray *items = yx_paper_values_get_list (outer, yx_template_node_get (node, "list"));
  const char *between = yx_template_node_get (node, "between");
  gboolean filled = TRUE;
  guint i;

  if (!items && yx_template_node_get (node, "required"))
    {
      complain_missing (yx_template_node_get (node, "list"), error);
      return FALSE;
    }
  for (i = 0; filled && items && i < items->len; i++)
    {
      filling->values = g_ptr_array_index (items, i);
      filled = (i == 0 || !between || !block || say (filling, block, between, error))
               && fill_children (filling, node, block, error);
    }
  filling->values = outer;
  return filled;
}

static gboolean
fill_signatures (Filling *filling, const YxTemplateNode *node, GError **error)
{
  YxPaperBlock *block = yx_paper_text_add (filling->text, YX_BLOCK_SIGNATURES);

  yx_paper_block_append (block, yx_template_node_get (node, "lead"));
  return fill_children (filling, node, NULL, error);
}

static void
fill_place (Filling *filling, const YxTemplateNode *node)
{
  YxPaperBlock *block = yx_paper_text_add (filling->text, YX_BLOCK_PLACE);

  block->id = g_strdup (yx_template_node_get (node, "name"));
  block->label = g_strdup (yx_template_node_get (node, "label"));
  block->date = g_strdup (yx_template_node_get (node, "date"));
  block->number = g_strdup (yx_template_node_get (node, "number"));
}

static gboolean
fill_heading (Filling *filling, const YxTemplateNode *node, YxPaperBlockKind kind, GError **error)
{
  gboolean kept;

  return fill_lines (filling, node, yx_paper_text_add (filling->text, kind), &kept, error);
}

static gboolean
fill_node (Filling *filling, const YxTemplateNode *node, YxPaperBlock *block, GError **error)
{
  switch (node->kind)
    {
    case YX_NODE_TITLE:
      return fill_heading (filling, node, YX_BLOCK_TITLE, error);
    case YX_NODE_SUBTITLE:
      return fill_heading (filling, node, YX_BLOCK_SUBTITLE, error);
    case YX_NODE_NOTE:
      return fill_heading (filling, node, YX_BLOCK_NOTE, error);
    case YX_NODE_GROUP:
      return fill_group (filling, node, error);
    case YX_NODE_ROW:
      return fill_row (filling, node, error);
    case YX_NODE_CHAPTER:
      return fill_chapter (filling, node, error);
    case YX_NODE_ARTICLE:
      return fill_article (filling, node, error);
    case YX_NODE_PARAGRAPH:
      return fill_paragraph (filling, node, error);
    case YX_NODE_ITEM:
      return fill_item (filling, node, error);
    case YX_NODE_GRID:
      return fill_grid (filling, node, error);
    case YX_NODE_LINE:
      return fill_line (filling, node, error);
    case YX_NODE_CELL:
      return fill_children (filling, node, yx_paper_block_add_cell (filling->line), error);
    case YX_NODE_SIGNATURES:
      return fill_signatures (filling, node, error);
    case YX_NODE_PLACE:
      fill_place (filling, node);
      return TRUE;
    case YX_NODE_IF:
    case YX_NODE_UNLESS:
      return !holds (filling, node) || fill_children (filling, node, block, error);
    case YX_NODE_EACH:
      return fill_each (filling, node, block, error);
    case YX_NODE_FIELD:
      return fill_field (filling, node, block, error);
    case YX_NODE_REF:
      fill_ref (filling, node, block);
      return TRUE;
    case YX_NODE_TEXT:
      return say (filling, block, node->text, error);
    case YX_NODE_DOCUMENT:
    case YX_NODE_SHARED:
    case YX_NODE_INCLUDE:
    case YX_NODE_TABLE:
      break;
    }
  return fill_children (filling, node, block, error);
}

static gboolean
fill_children (Filling *filling, const YxTemplateNode *node, YxPaperBlock *block, GError **error)
{
  guint i;

  for (i = 0; i < node->children->len; i++)
    if (!count (filling, 1, error) || !fill_node (filling, g_ptr_array_index (node->children, i), block, error))
      return FALSE;
  return TRUE;
}

/**
 * yx_template_fill:
 * @template: a template
 * @values: what to fill it with
 * @error: return location
 *
 * Says what the document says: decides the conditions, numbers chapters, articles and items, puts the values
 * in. A missing value leaves its template's other words or a blank line; a required one is
 * %YX_PAPER_ERROR_FIELD, as is a value with control, format or private-use characters.
 *
 * Returns: (transfer full) (nullable): the text
 */
YxPaperText *
yx_template_fill (const YxTemplate *template, const YxPaperValues *values, GError **error)
{
  const YxTemplateNode *root = yx_template_get_root (template);
  const char *name = yx_template_node_get (root, "name");
  g_autoptr (YxPaperText) text = yx_paper_text_new (name ? name : yx_template_node_get (root, "id"));
  g_autoptr (GHashTable) numbers = g_hash_table_new (g_str_hash, g_str_equal);
  Filling filling = { .values = values, .text = text, .numbers = numbers };

  number_articles (&filling, root);
  if (!fill_children (&filling, root, NULL, error))
    return NULL;
  return g_steal_pointer (&text);
}
