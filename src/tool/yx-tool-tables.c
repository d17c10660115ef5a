/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tool/yx-tool-tables.h"

#include <string.h>

#include "api/yx-openapi.h"
#include "yx-config.h"

/**
 * yx_tool_api:
 *
 * Returns: (transfer full): what `yinxinctl api` writes: the hall's interface as OpenAPI 3.1, JSON
 */
char *
yx_tool_api (void)
{
  g_autoptr (JsonNode) node = yx_openapi (YX_VERSION);
  g_autofree char *text = json_to_string (node, TRUE);

  return g_strconcat (text, "\n", NULL);
}

static guint
widest_action (void)
{
  gsize width = 0;

  for (guint i = 0; i < YX_N_ACTIONS; i++)
    width = MAX (width, strlen (yx_right_for (i)->name));
  return (guint) width;
}

/* `filing.submit, filing.list`: what of the interface asks for that action. */
static char *
list_endpoints (YxAction action)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < YX_N_ENDPOINTS; i++)
    if (yx_endpoint (i)->action == action)
      g_string_append_printf (list, "%s%s", list->len > 0 ? ", " : "", yx_endpoint (i)->name);
  return g_string_free (list, FALSE);
}

static void
append_action (GString *table, const YxRight *right, int width)
{
  g_autofree char *endpoints = list_endpoints (right->action);

  g_string_append_printf (table, "%-*s", width, right->name);
  for (guint role = 1; yx_role_nick (role) != NULL; role <<= 1)
    g_string_append_printf (table, "  %-*s", (int) strlen (yx_role_nick (role)), right->roles & role ? "+" : "-");
  g_string_append_printf (table, "  %-5s  %s\n", yx_reach_nick (right->reach), endpoints);
}

/**
 * yx_tool_rights:
 *
 * Returns: (transfer full): what `yinxinctl rights` writes: a line an action, a column a role, how far it reaches, and
 *   the endpoints that ask for it
 */
char *
yx_tool_rights (void)
{
  GString *table = g_string_new (NULL);
  int width = (int) widest_action ();

  g_string_append_printf (table, "%-*s", width, "action");
  for (guint role = 1; yx_role_nick (role) != NULL; role <<= 1)
    g_string_append_printf (table, "  %s", yx_role_nick (role));
  g_string_append (table, "  reach  endpoints\n");
  for (guint i = 0; i < YX_N_ACTIONS; i++)
    append_action (table, yx_right_for (i), width);
  return g_string_free (table, FALSE);
}
