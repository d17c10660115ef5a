/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "paper/yx-template.h"

#include <gio/gio.h>
#include <string.h>

#include "paper/yx-template-private.h"
#include "resources/yinxin-resources.h"

#define RESOURCE_FOLDER "/io/github/yinxin/Yinxin/templates/"
#define SHARED "shared"

static void
clear_node (gpointer data)
{
  YxTemplateNode *node = data;

  g_free (node->text);
  g_clear_pointer (&node->settings, g_hash_table_unref);
  g_ptr_array_unref (node->children);
}

/**
 * yx_template_node_unref:
 * @node: (transfer full): an element or text
 *
 * Gives it up; with the last template that has it, it is freed, with all that stands in it.
 */
void
yx_template_node_unref (gpointer node)
{
  g_atomic_rc_box_release_full (node, clear_node);
}

static GBytes *
find_source (const char *id, GError **error)
{
  g_autofree char *path = g_strconcat (RESOURCE_FOLDER, id, ".xml", NULL);
  GBytes *bytes = NULL;

  if (strspn (id, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen (id))
    bytes = g_resource_lookup_data (yx_resources_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  if (!bytes)
    g_set_error (error, YX_PAPER_ERROR, YX_PAPER_ERROR_TEMPLATE, "There is no template “%s”", id);
  return bytes;
}

static YxTemplate *
load_shared (GError **error)
{
  g_autoptr (GBytes) bytes = find_source (SHARED, error);
  gsize size = 0;
  const char *text = bytes ? g_bytes_get_data (bytes, &size) : NULL;

  return text ? yx_template_parse_shared (text, (gssize) size, error) : NULL;
}

/**
 * yx_template_load:
 * @id: a document's id, such as `contract-fixed`
 * @error: return location
 *
 * Reads a template that the program carries, with what it includes.
 *
 * Returns: (transfer full) (nullable): the template
 */
YxTemplate *
yx_template_load (const char *id, GError **error)
{
  g_autoptr (GBytes) bytes = find_source (id, error);
  g_autoptr (YxTemplate) shared = bytes ? load_shared (error) : NULL;

  if (!shared)
    return NULL;
  return yx_template_parse (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), shared, error);
}

/**
 * yx_template_free:
 * @template: (transfer full) (nullable): a template
 *
 * Frees the template.
 */
void
yx_template_free (YxTemplate *template)
{
  if (!template)
    return;
  g_clear_pointer (&template->root, yx_template_node_unref);
  g_free (template);
}

/**
 * yx_template_get_root:
 * @template: a template
 *
 * Returns: (transfer none): its `document`
 */
const YxTemplateNode *
yx_template_get_root (const YxTemplate *template)
{
  return template->root;
}

static const YxTemplateNode *
find_node (const YxTemplateNode *node, const char *id)
{
  guint i;

  if (g_strcmp0 (yx_template_node_get (node, "id"), id) == 0)
    return node;
  for (i = 0; i < node->children->len; i++)
    {
      const YxTemplateNode *found = find_node (g_ptr_array_index (node->children, i), id);

      if (found)
        return found;
    }
  return NULL;
}

/**
 * yx_template_find:
 * @template: a template
 * @id: an article's or a table's id
 *
 * Returns: (transfer none) (nullable): that element
 */
const YxTemplateNode *
yx_template_find (const YxTemplate *template, const char *id)
{
  return find_node (template->root, id);
}

/**
 * yx_template_node_get:
 * @node: an element
 * @name: an attribute
 *
 * Returns: (transfer none) (nullable): the attribute's value
 */
const char *
yx_template_node_get (const YxTemplateNode *node, const char *name)
{
  return node->settings ? g_hash_table_lookup (node->settings, name) : NULL;
}

static gboolean
names_field (const char *names, const char *field)
{
  g_auto (GStrv) each = names ? g_strsplit (names, "|", -1) : NULL;

  return each && g_strv_contains ((const char *const *) each, field);
}

static gboolean
asks_itself (const YxTemplateNode *node, const char *field)
{
  switch (node->kind)
    {
    case YX_NODE_FIELD:
      return g_str_equal (yx_template_node_get (node, "name"), field);
    case YX_NODE_IF:
    case YX_NODE_UNLESS:
      return names_field (yx_template_node_get (node, "has"), field)
             || names_field (yx_template_node_get (node, "field"), field);
    case YX_NODE_EACH:
      return g_str_equal (yx_template_node_get (node, "list"), field);
    case YX_NODE_ROW:
      return g_strcmp0 (yx_template_node_get (node, "label-field"), field) == 0;
    default:
      return FALSE;
    }
}

/**
 * yx_template_node_asks:
 * @node: an element
 * @field: a field's name
 *
 * Tells whether an element prints a field or lets its text depend on it. Fields of a list's items don't count.
 *
 * Returns: whether it does
 */
gboolean
yx_template_node_asks (const YxTemplateNode *node, const char *field)
{
  guint i;

  if (asks_itself (node, field))
    return TRUE;
  for (i = 0; node->kind != YX_NODE_EACH && i < node->children->len; i++)
    if (yx_template_node_asks (g_ptr_array_index (node->children, i), field))
      return TRUE;
  return FALSE;
}
