/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "paper/yx-template-private.h"

#include <stdarg.h>
#include <string.h>

#include "paper/yx-template-grammar.h"

typedef struct
{
  YxTemplate *template;
  YxTemplateNodeKind root;
  const YxTemplate *shared; /* (nullable) */
  GPtrArray *open;          /* YxTemplateNode, unowned */
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

/* The innermost open element that isn't looked through. */
static YxTemplateNode *
find_place (Reader *reader)
{
  guint i;

  for (i = reader->open->len; i > 0; i--)
    {
      YxTemplateNode *node = g_ptr_array_index (reader->open, i - 1);

      if (!yx_template_kind_is_clear (node->kind))
        return node;
    }
  return NULL;
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
read_settings (YxTemplateNode *node, const YxTemplateElement *element, const char **names, const char **values, GError **error)
{
  guint i;

  for (i = 0; names[i]; i++)
    {
      if (!yx_template_element_has (element, names[i]))
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
is_repeated (Reader *reader)
{
  guint i;

  for (i = 0; i < reader->open->len; i++)
    if (((YxTemplateNode *) g_ptr_array_index (reader->open, i))->kind == YX_NODE_EACH)
      return TRUE;
  return FALSE;
}

static gboolean
check_place (Reader *reader, const YxTemplateElement *element, guint line, GError **error)
{
  const YxTemplateNode *place = find_place (reader);

  if (reader->open->len >= YX_TEMPLATE_DEPTH_MAX)
    {
      complain (error, line, "elements stand in each other more than %d deep", YX_TEMPLATE_DEPTH_MAX);
      return FALSE;
    }
  if (!place && element->kind != reader->root)
    {
      complain (error, line, "a template begins with <%s>, not with <%s>", yx_template_kind_name (reader->root),
                element->name);
      return FALSE;
    }
  if (is_repeated (reader) && !yx_template_kind_repeats (element->kind))
    {
      complain (error, line, "<%s> may not stand in <each>", element->name);
      return FALSE;
    }
  if (place && !yx_template_kind_fits (element->kind, place->kind))
    {
      complain (error, line, "<%s> may not stand in <%s>", element->name, yx_template_kind_name (place->kind));
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
  node = g_atomic_rc_box_new0 (YxTemplateNode);
  node->kind = kind;
  node->line = line;
  node->children = g_ptr_array_new_with_free_func (yx_template_node_unref);
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
collect_refs (Reader *reader, YxTemplateNode *node)
{
  guint i;

  if (node->kind == YX_NODE_REF)
    g_ptr_array_add (reader->refs, node);
  for (i = 0; i < node->children->len; i++)
    collect_refs (reader, g_ptr_array_index (node->children, i));
}

/* A part is taken as it is, not copied, and only once, so a document with all of them is no larger than both files. */
static gboolean
include_part (Reader *reader, YxTemplateNode *include, const char *id, GError **error)
{
  const YxTemplateNode *place = find_place (reader);
  YxTemplateNode *part = reader->shared ? (YxTemplateNode *) yx_template_find (reader->shared, id) : NULL;

  if (!part)
    {
      complain (error, include->line, "there is no part “%s”", id);
      return FALSE;
    }
  if (!yx_template_kind_fits (part->kind, place->kind))
    {
      complain (error, include->line, "“%s” is a <%s>, which may not stand in <%s>", id,
                yx_template_kind_name (part->kind), yx_template_kind_name (place->kind));
      return FALSE;
    }
  if (!g_hash_table_insert (reader->ids, (gpointer) yx_template_node_get (part, "id"), part))
    {
      complain (error, include->line, "the id “%s” is used twice", id);
      return FALSE;
    }
  collect_refs (reader, part);
  g_ptr_array_add (include->children, g_atomic_rc_box_acquire (part));
  return TRUE;
}

static gboolean
include_parts (Reader *reader, YxTemplateNode *include, GError **error)
{
  g_auto (GStrv) ids = g_strsplit_set (yx_template_node_get (include, "parts"), " \n", -1);
  guint i;

  for (i = 0; ids[i]; i++)
    if (*ids[i] != '\0' && !include_part (reader, include, ids[i], error))
      return FALSE;
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
  const YxTemplateElement *element = yx_template_element_find (name);
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
  if (node->kind == YX_NODE_INCLUDE && !include_parts (reader, node, error))
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
  if (!place || !yx_template_kind_takes_text (place->kind))
    {
      g_strstrip (joined);
      if (*joined != '\0')
        complain (error, current_line (context), "text may not stand in <%s>", place ? yx_template_kind_name (place->kind) : "nothing");
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

static YxTemplate *
read_template (const char *text, gssize length, YxTemplateNodeKind root, const YxTemplate *shared, GError **error)
{
  g_autoptr (YxTemplate) template = g_new0 (YxTemplate, 1);
  g_autoptr (GPtrArray) open = g_ptr_array_new ();
  g_autoptr (GPtrArray) refs = g_ptr_array_new ();
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  Reader reader = { .template = template, .root = root, .shared = shared, .open = open, .ids = ids, .refs = refs };
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
  /* A shared article may name one that only some documents have. */
  if (root == YX_NODE_DOCUMENT && !check_refs (&reader, error))
    return NULL;
  return g_steal_pointer (&template);
}

/**
 * yx_template_parse:
 * @text: GMarkup, UTF-8
 * @length: its bytes, or -1 if it ends with a zero
 * @shared: (nullable): what the document may include
 * @error: return location
 *
 * Reads a document's template: at most 256 KiB, 5,000 elements and texts, 12 levels. Whatever it does not know is an
 * error of %YX_PAPER_ERROR_TEMPLATE that names the line.
 *
 * Returns: (transfer full) (nullable): the template
 */
YxTemplate *
yx_template_parse (const char *text, gssize length, const YxTemplate *shared, GError **error)
{
  return read_template (text, length, YX_NODE_DOCUMENT, shared, error);
}

/**
 * yx_template_parse_shared:
 * @text: GMarkup, UTF-8
 * @length: its bytes, or -1 if it ends with a zero
 * @error: return location
 *
 * Reads what documents may include, with the limits of yx_template_parse(). It includes nothing itself.
 *
 * Returns: (transfer full) (nullable): the parts
 */
YxTemplate *
yx_template_parse_shared (const char *text, gssize length, GError **error)
{
  return read_template (text, length, YX_NODE_SHARED, NULL, error);
}
