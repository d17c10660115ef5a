/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "paper/yx-template.h"

#include <gio/gio.h>
#include <string.h>

#include "paper/yx-template-private.h"
#include "resources/yinxin-resources.h"

#define RESOURCE_FOLDER "/io/github/yinxin/Yinxin/templates/"

/**
 * yx_template_node_free:
 * @node: (transfer full): an element or text
 *
 * Frees it with all that stands in it.
 */
void
yx_template_node_free (gpointer node)
{
  YxTemplateNode *self = node;

  g_free (self->text);
  g_clear_pointer (&self->settings, g_hash_table_unref);
  g_ptr_array_unref (self->children);
  g_free (self);
}

/**
 * yx_template_load:
 * @id: a template's id, such as `contract-fixed`
 * @error: return location
 *
 * Reads a template that the program carries.
 *
 * Returns: (transfer full) (nullable): the template
 */
YxTemplate *
yx_template_load (const char *id, GError **error)
{
  g_autofree char *path = g_strconcat (RESOURCE_FOLDER, id, ".xml", NULL);
  g_autoptr (GBytes) bytes = NULL;
  gsize size;
  const char *text;

  if (strspn (id, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen (id))
    bytes = g_resource_lookup_data (yx_resources_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  if (!bytes)
    {
      g_set_error (error, YX_PAPER_ERROR, YX_PAPER_ERROR_TEMPLATE, "There is no template “%s”", id);
      return NULL;
    }
  text = g_bytes_get_data (bytes, &size);
  return yx_template_parse (text, (gssize) size, error);
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
  g_clear_pointer (&template->root, yx_template_node_free);
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

/**
 * yx_template_node_asks:
 * @node: an element
 * @field: a field's name
 *
 * Tells whether an element prints a field or lets its text depend on it.
 *
 * Returns: whether it does
 */
gboolean
yx_template_node_asks (const YxTemplateNode *node, const char *field)
{
  guint i;

  if ((node->kind == YX_NODE_FIELD && g_str_equal (yx_template_node_get (node, "name"), field))
      || ((node->kind == YX_NODE_IF || node->kind == YX_NODE_UNLESS)
          && (g_strcmp0 (yx_template_node_get (node, "has"), field) == 0
              || g_strcmp0 (yx_template_node_get (node, "field"), field) == 0)))
    return TRUE;
  for (i = 0; i < node->children->len; i++)
    if (yx_template_node_asks (g_ptr_array_index (node->children, i), field))
      return TRUE;
  return FALSE;
}
