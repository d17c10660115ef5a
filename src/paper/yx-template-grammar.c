/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "paper/yx-template-grammar.h"

#define IN(kind) (1u << YX_NODE_##kind)
#define IN_TEXT (IN (NOTE) | IN (ROW) | IN (PARAGRAPH) | IN (ITEM) | IN (CELL))
#define ANYWHERE G_MAXUINT

static const YxTemplateElement elements[] = {
  { "document", YX_NODE_DOCUMENT, 0, { "id", "version" }, { "lang", "name" } },
  { "shared", YX_NODE_SHARED, 0, { "version" }, { NULL } },
  { "title", YX_NODE_TITLE, IN (DOCUMENT), { NULL }, { NULL } },
  { "subtitle", YX_NODE_SUBTITLE, IN (DOCUMENT), { NULL }, { NULL } },
  { "note", YX_NODE_NOTE, IN (DOCUMENT), { NULL }, { NULL } },
  { "table", YX_NODE_TABLE, IN (DOCUMENT) | IN (SHARED), { "id" }, { NULL } },
  { "group", YX_NODE_GROUP, IN (TABLE), { "label" }, { NULL } },
  { "row", YX_NODE_ROW, IN (GROUP), { "label" }, { "label-field" } },
  { "chapter", YX_NODE_CHAPTER, IN (DOCUMENT), { "title" }, { NULL } },
  { "article", YX_NODE_ARTICLE, IN (CHAPTER) | IN (SHARED), { "id", "title" }, { NULL } },
  { "p", YX_NODE_PARAGRAPH, IN (DOCUMENT) | IN (ARTICLE), { NULL }, { NULL } },
  { "item", YX_NODE_ITEM, IN (ARTICLE), { NULL }, { NULL } },
  { "grid", YX_NODE_GRID, IN (ARTICLE), { "columns" }, { NULL } },
  { "line", YX_NODE_LINE, IN (GRID), { NULL }, { "head" } },
  { "cell", YX_NODE_CELL, IN (LINE), { NULL }, { NULL } },
  { "signatures", YX_NODE_SIGNATURES, IN (DOCUMENT) | IN (SHARED), { "lead" }, { "id" } },
  { "place", YX_NODE_PLACE, IN (SIGNATURES), { "name", "label", "date" }, { "number" } },
  { "if", YX_NODE_IF, ANYWHERE, { NULL }, { "has", "field", "is" } },
  { "unless", YX_NODE_UNLESS, ANYWHERE, { NULL }, { "has", "field", "is" } },
  { "each", YX_NODE_EACH, IN_TEXT | IN (GROUP) | IN (ARTICLE) | IN (GRID), { "list" }, { "between", "required" } },
  { "include", YX_NODE_INCLUDE, IN (DOCUMENT) | IN (CHAPTER), { "parts" }, { NULL } },
  { "field", YX_NODE_FIELD, IN_TEXT, { "name" }, { "else", "blank", "optional", "required" } },
  { "ref", YX_NODE_REF, IN_TEXT, { "article" }, { NULL } },
};

/**
 * yx_template_element_find:
 * @name: an element's name
 *
 * Returns: (transfer none) (nullable): what is known of it
 */
const YxTemplateElement *
yx_template_element_find (const char *name)
{
  guint i;

  for (i = 0; i < G_N_ELEMENTS (elements); i++)
    if (g_str_equal (elements[i].name, name))
      return &elements[i];
  return NULL;
}

/**
 * yx_template_element_has:
 * @element: an element
 * @attribute: an attribute's name
 *
 * Returns: whether it has such an attribute
 */
gboolean
yx_template_element_has (const YxTemplateElement *element, const char *attribute)
{
  guint i;

  for (i = 0; i < G_N_ELEMENTS (element->needed) && element->needed[i]; i++)
    if (g_str_equal (element->needed[i], attribute))
      return TRUE;
  for (i = 0; i < G_N_ELEMENTS (element->allowed) && element->allowed[i]; i++)
    if (g_str_equal (element->allowed[i], attribute))
      return TRUE;
  return FALSE;
}

/**
 * yx_template_kind_name:
 * @kind: a kind of node
 *
 * Returns: (transfer none): the element's name
 */
const char *
yx_template_kind_name (YxTemplateNodeKind kind)
{
  guint i;

  for (i = 0; i < G_N_ELEMENTS (elements); i++)
    if (elements[i].kind == kind)
      return elements[i].name;
  return "text";
}

/**
 * yx_template_kind_is_clear:
 * @kind: a kind of node
 *
 * Returns: whether what it holds stands where it stands itself
 */
gboolean
yx_template_kind_is_clear (YxTemplateNodeKind kind)
{
  return (IN (IF) | IN (UNLESS) | IN (EACH)) & (1u << kind);
}

/**
 * yx_template_kind_takes_text:
 * @kind: a kind of node
 *
 * Returns: whether words may stand in it
 */
gboolean
yx_template_kind_takes_text (YxTemplateNodeKind kind)
{
  return (IN_TEXT | IN (TITLE) | IN (SUBTITLE)) & (1u << kind);
}

/**
 * yx_template_kind_fits:
 * @kind: a kind of node
 * @place: another
 *
 * Returns: whether @kind may stand in @place
 */
gboolean
yx_template_kind_fits (YxTemplateNodeKind kind, YxTemplateNodeKind place)
{
  guint i;

  for (i = 0; i < G_N_ELEMENTS (elements); i++)
    if (elements[i].kind == kind)
      return (elements[i].parents & (1u << place)) != 0;
  return yx_template_kind_takes_text (place);
}

/**
 * yx_template_kind_repeats:
 * @kind: a kind of node
 *
 * Returns: whether it may be said several times, within `each`; a list within a list may not, lest it grow without end
 */
gboolean
yx_template_kind_repeats (YxTemplateNodeKind kind)
{
  return !((IN (GRID) | IN (EACH)) & (1u << kind));
}
