/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "paper/yx-template-private.h"

#include <stdarg.h>
#include <string.h>

/* Where an element may stand, besides in `if` and `unless`, which are looked through. */
#define IN(kind) (1u << YX_NODE_##kind)
#define IN_TEXT (IN (NOTE) | IN (ROW) | IN (PARAGRAPH) | IN (ITEM))

typedef struct
{
  const char *name;
  YxTemplateNodeKind kind;
  guint parents;
  const char *needed[3];
  const char *allowed[4];
} Element;

static const Element elements[] = {
  { "document", YX_NODE_DOCUMENT, 0, { "id", "version" }, { "lang", "name" } },
  { "title", YX_NODE_TITLE, IN (DOCUMENT), { NULL }, { NULL } },
  { "subtitle", YX_NODE_SUBTITLE, IN (DOCUMENT), { NULL }, { NULL } },
  { "note", YX_NODE_NOTE, IN (DOCUMENT), { NULL }, { NULL } },
  { "table", YX_NODE_TABLE, IN (DOCUMENT), { "id" }, { NULL } },
  { "group", YX_NODE_GROUP, IN (TABLE), { "label" }, { NULL } },
  { "row", YX_NODE_ROW, IN (GROUP), { "label" }, { "label-field" } },
  { "chapter", YX_NODE_CHAPTER, IN (DOCUMENT), { "title" }, { NULL } },
  { "article", YX_NODE_ARTICLE, IN (CHAPTER), { "id", "title" }, { NULL } },
  { "p", YX_NODE_PARAGRAPH, IN (DOCUMENT) | IN (ARTICLE), { NULL }, { NULL } },
  { "item", YX_NODE_ITEM, IN (ARTICLE), { NULL }, { NULL } },
  { "signatures", YX_NODE_SIGNATURES, IN (DOCUMENT), { "lead" }, { NULL } },
  { "place", YX_NODE_PLACE, IN (SIGNATURES), { "name", "label", "date" }, { "number" } },
  { "if", YX_NODE_IF, G_MAXUINT, { NULL }, { "has", "field", "is" } },
  { "unless", YX_NODE_UNLESS, G_MAXUINT, { NULL }, { "has", "field", "is" } },
  { "field", YX_NODE_FIELD, IN_TEXT, { "name" }, { "else", "blank", "required" } },
  { "ref", YX_NODE_REF, IN_TEXT, { "article" }, { NULL } },
};

typedef struct
{
  YxTemplate *template;
  GPtrArray *open; /* YxTemplateNode, unowned */
  guint n_nodes;
  GHashTable *ids; /* unowned */
  GPtrArray *refs; /* YxTemplateNode, unowned */
} Reader;

static void G_GNUC_PRINTF (3, 4)
complain (GError **error, guint line, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (error, YX_PAPER_ERROR, YX_PAPER_ERROR_TEMPLATE, "Template, line %u: %s", line, message);
}

static guint
current_line (GMarkupParseContext *context)
{
  int line = 1;
  int character = 1;

  /* GMarkup counts a line break as the next line's first character. */
  g_markup_parse_context_get_position (context, &line, &character);
  return (guint) (character == 1 && line > 1 ? line - 1 : line);
}

static const Element *
find_element (const char *name)
{
  guint i;

  for (i = 0; i < G_N_ELEMENTS (elements); i++)
    if (g_str_equal (elements[i].name, name))
      return &elements[i];
  return NULL;
}

static const char *
name_of (YxTemplateNodeKind kind)
{
  guint i;

  for (i = 0; i < G_N_ELEMENTS (elements); i++)
    if (elements[i].kind == kind)
      return elements[i].name;
  return "text";
}

/* The innermost open element that isn't a condition. */
static YxTemplateNode *
find_place (Reader *reader)
{
  guint i;

  for (i = reader->open->len; i > 0; i--)
    {
      YxTemplateNode *node = g_ptr_array_index (reader->open, i - 1);

      if (node->kind != YX_NODE_IF && node->kind != YX_NODE_UNLESS)
        return node;
    }
  return NULL;
}

static gboolean
takes_text (YxTemplateNodeKind kind)
{
  return (IN_TEXT | IN (TITLE) | IN (SUBTITLE)) & (1u << kind);
}

static gboolean
knows_setting (const Element *element, const char *name)
{
  guint i;

  for (i = 0; i < G_N_ELEMENTS (element->needed) && element->needed[i]; i++)
    if (g_str_equal (element->needed[i], name))
      return TRUE;
  for (i = 0; i < G_N_ELEMENTS (element->allowed) && element->allowed[i]; i++)
    if (g_str_equal (element->allowed[i], name))
      return TRUE;
  return FALSE;
}

/* A condition asks one thing: whether there is a value, or whether it is a certain one. */
static gboolean
check_condition (const YxTemplateNode *node, GError **error)
{
  gboolean has = yx_template_node_get (node, "has") != NULL;
  gboolean field = yx_template_node_get (node, "field") != NULL;
  gboolean is = yx_template_node_get (node, "is") != NULL;

  if ((node->kind == YX_NODE_IF || node->kind == YX_NODE_UNLESS) && (field != is || has == field))
    {
      complain (error, node->line, "a condition needs either has or both field and is");
      return FALSE;
    }
  return TRUE;
}

static gboolean
read_settings (YxTemplateNode *node, const Element *element, const char **names, const char **values, GError **error)
{
  guint i;

  for (i = 0; names[i]; i++)
    {
      if (!knows_setting (element, names[i]))
        {
          complain (error, node->line, "<%s> has no attribute “%s”", element->name, names[i]);
          return FALSE;
        }
      if (*values[i] == '\0')
        {
          complain (error, node->line, "attribute “%s” of <%s> is empty", names[i], element->name);
          return FALSE;
        }
      g_hash_table_insert (node->settings, g_strdup (names[i]), g_strdup (values[i]));
    }
  for (i = 0; i < G_N_ELEMENTS (element->needed) && element->needed[i]; i++)
    if (!yx_template_node_get (node, element->needed[i]))
      {
        complain (error, node->line, "<%s> needs the attribute “%s”", element->name, element->needed[i]);
        return FALSE;
      }
  return check_condition (node, error);
}

static gboolean
check_place (Reader *reader, const Element *element, guint line, GError **error)
{
  const YxTemplateNode *place = find_place (reader);

  if (reader->open->len >= YX_TEMPLATE_DEPTH_MAX)
    {
      complain (error, line, "elements stand in each other more than %d deep", YX_TEMPLATE_DEPTH_MAX);
      return FALSE;
    }
  if (!place && element->kind != YX_NODE_DOCUMENT)
    {
      complain (error, line, "a template begins with <document>, not with <%s>", element->name);
      return FALSE;
    }
  if (place && (element->parents & (1u << place->kind)) == 0)
    {
      complain (error, line, "<%s> may not stand in <%s>", element->name, name_of (place->kind));
      return FALSE;
    }
  return TRUE;
}

static YxTemplateNode *
add_node (Reader *reader, YxTemplateNodeKind kind, guint line, GError **error)
{
  YxTemplateNode *node;

  if (++reader->n_nodes > YX_TEMPLATE_NODES_MAX)
    {
      complain (error, line, "more than %d elements", YX_TEMPLATE_NODES_MAX);
      return NULL;
    }
  node = g_new0 (YxTemplateNode, 1);
  node->kind = kind;
  node->line = line;
  node->children = g_ptr_array_new_with_free_func (yx_template_node_free);
  if (reader->open->len > 0)
    g_ptr_array_add (((YxTemplateNode *) g_ptr_array_index (reader->open, reader->open->len - 1))->children, node);
  else
    reader->template->root = node;
  return node;
}

static gboolean
remember_id (Reader *reader, YxTemplateNode *node, GError **error)
{
  const char *id = yx_template_node_get (node, "id");

  if (node->kind == YX_NODE_REF)
    g_ptr_array_add (reader->refs, node);
  if (id && !g_hash_table_insert (reader->ids, (gpointer) id, node))
    {
      complain (error, node->line, "the id “%s” is used twice", id);
      return FALSE;
    }
  return TRUE;
}

static void
start_element (GMarkupParseContext *context,
               const char *name,
               const char **attribute_names,
               const char **attribute_values,
               gpointer data,
               GError **error)
{
  Reader *reader = data;
  const Element *element = find_element (name);
  guint line = current_line (context);
  YxTemplateNode *node;

  if (!element || (reader->open->len == 0 && reader->template->root))
    {
      complain (error, line, element ? "<%s> stands behind the document" : "there is no element <%s>", name);
      return;
    }
  if (!check_place (reader, element, line, error))
    return;
  node = add_node (reader, element->kind, line, error);
  if (!node)
    return;
  node->settings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (!read_settings (node, element, attribute_names, attribute_values, error) || !remember_id (reader, node, error))
    return;
  g_ptr_array_add (reader->open, node);
}

static void
end_element (GMarkupParseContext *context, const char *name, gpointer data, GError **error)
{
  Reader *reader = data;

  g_ptr_array_set_size (reader->open, (int) reader->open->len - 1);
}

/* Chinese has no spaces: a line break in the source, with its indentation, is none on paper. */
static char *
join_lines (const char *text, gsize length)
{
  GString *out = g_string_sized_new (length);
  const char *end = text + length;

  while (text < end)
    {
      gsize blanks = strspn (text, " \t\r\n");

      if (blanks == 0)
        g_string_append_c (out, *text++);
      else
        {
          if (!memchr (text, '\n', blanks))
            g_string_append_len (out, text, (gssize) blanks);
          text += blanks;
        }
    }
  return g_string_free (out, FALSE);
}

static void
add_text (GMarkupParseContext *context, const char *text, gsize length, gpointer data, GError **error)
{
  Reader *reader = data;
  const YxTemplateNode *place = find_place (reader);
  g_autofree char *joined = join_lines (text, length);
  YxTemplateNode *node;

  if (*joined == '\0')
    return;
  if (!place || !takes_text (place->kind))
    {
      g_strstrip (joined);
      if (*joined != '\0')
        complain (error, current_line (context), "text may not stand in <%s>", place ? name_of (place->kind) : "nothing");
      return;
    }
  node = add_node (reader, YX_NODE_TEXT, current_line (context), error);
  if (node)
    node->text = g_steal_pointer (&joined);
}

static gboolean
check_refs (Reader *reader, GError **error)
{
  guint i;

  for (i = 0; i < reader->refs->len; i++)
    {
      const YxTemplateNode *ref = g_ptr_array_index (reader->refs, i);
      const char *id = yx_template_node_get (ref, "article");
      const YxTemplateNode *node = g_hash_table_lookup (reader->ids, id);

      if (!node || node->kind != YX_NODE_ARTICLE)
        {
          complain (error, ref->line, "there is no article “%s”", id);
          return FALSE;
        }
    }
  return TRUE;
}

static const GMarkupParser parser = { start_element, end_element, add_text, NULL, NULL };

/**
 * yx_template_parse:
 * @text: GMarkup, UTF-8
 * @length: its bytes, or -1 if it ends with a zero
 * @error: return location
 *
 * Reads a template: at most 256 KiB, 5,000 elements and texts, 12 levels. Whatever it does not know is an
 * error of %YX_PAPER_ERROR_TEMPLATE that names the line.
 *
 * Returns: (transfer full) (nullable): the template
 */
YxTemplate *
yx_template_parse (const char *text, gssize length, GError **error)
{
  g_autoptr (YxTemplate) template = g_new0 (YxTemplate, 1);
  g_autoptr (GPtrArray) open = g_ptr_array_new ();
  g_autoptr (GPtrArray) refs = g_ptr_array_new ();
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  Reader reader = { .template = template, .open = open, .ids = ids, .refs = refs };
  g_autoptr (GMarkupParseContext) context
    = g_markup_parse_context_new (&parser, G_MARKUP_TREAT_CDATA_AS_TEXT, &reader, NULL);
  g_autoptr (GError) found = NULL;

  if (length < 0)
    length = (gssize) strlen (text);
  if (length > YX_TEMPLATE_SIZE_MAX)
    {
      complain (error, 1, "the file is larger than %d bytes", YX_TEMPLATE_SIZE_MAX);
      return NULL;
    }
  if (!g_markup_parse_context_parse (context, text, length, &found)
      || !g_markup_parse_context_end_parse (context, &found))
    {
      if (found->domain == YX_PAPER_ERROR)
        g_propagate_error (error, g_steal_pointer (&found));
      else
        complain (error, current_line (context), "%s", found->message);
      return NULL;
    }
  if (!check_refs (&reader, error))
    return NULL;
  return g_steal_pointer (&template);
}
