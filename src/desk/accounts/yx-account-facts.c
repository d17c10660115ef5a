/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/accounts/yx-account-facts.h"

#include <glib/gstdio.h>
#include <string.h>

#include "client/yx-hall-book.h"
#include "flow/yx-flow-account.h"
#include "model/yx-enterprise.h"
#include "model/yx-person.h"

#define SHOWN_BEFORE 3
#define SHOWN_AFTER 4

static gpointer
fetch_who (YxActor *actor, GCancellable *cancellable, GError **error)
{
  gboolean enterprise = yx_actor_is_enterprise (actor);
  const YxCall call = { .endpoint = enterprise ? YX_API_ENTERPRISE_GET : YX_API_PERSON_GET,
                        .parameters = { enterprise ? actor->session->enterprise : NULL } };

  return yx_connection_call (actor->connection, &call, cancellable, error);
}

static goffset
add_sizes (const char *folder, const char *account)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  goffset sum = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      GStatBuf info;

      if (g_str_has_prefix (name, account) && g_stat (path, &info) == 0)
        sum += info.st_size;
    }
  return sum;
}

/**
 * yx_account_stored:
 * @folder: where the desktop keeps its things
 * @account: the account's id
 *
 * Returns: the bytes that are kept of that account
 */
goffset
yx_account_stored (const char *folder, const char *account)
{
  g_autofree char *above = g_build_filename (folder, YX_HALL_BOOK_STORES, NULL);
  g_autoptr (GDir) halls = g_dir_open (above, 0, NULL);
  const char *name;
  goffset sum = 0;

  while (halls != NULL && (name = g_dir_read_name (halls)) != NULL)
    {
      g_autofree char *path = g_build_filename (above, name, NULL);

      sum += add_sizes (path, account);
    }
  return sum;
}

/**
 * yx_account_mask:
 * @text: a document's number or a phone
 *
 * Returns: (transfer full): its first three and last four characters, dots between; only dots when it is shorter
 */
char *
yx_account_mask (const char *text)
{
  glong n = g_utf8_strlen (text, -1);
  GString *masked = g_string_new (NULL);

  for (glong i = 0; i < n; i++)
    {
      gboolean shown = n > SHOWN_BEFORE + SHOWN_AFTER && (i < SHOWN_BEFORE || i >= n - SHOWN_AFTER);

      if (shown)
        g_string_append_unichar (masked, g_utf8_get_char (g_utf8_offset_to_pointer (text, i)));
      else
        g_string_append (masked, "•");
    }
  return g_string_free (masked, FALSE);
}

/**
 * yx_account_facts_fetch:
 * @actor: an actor that is signed in
 * @folder: where the desktop keeps its things
 *
 * Returns: (transfer full) (nullable): the facts
 */
YxAccountFacts *
yx_account_facts_fetch (YxActor *actor, const char *folder, GCancellable *cancellable, GError **error)
{
  g_autoptr (YxAccountFacts) facts = g_new0 (YxAccountFacts, 1);

  facts->who = fetch_who (actor, cancellable, error);
  if (facts->who == NULL)
    return NULL;
  facts->sessions = yx_flow_sessions (actor, cancellable, error);
  if (facts->sessions == NULL)
    return NULL;
  facts->key = yx_connection_pin (actor->connection);
  facts->stored = yx_account_stored (folder, actor->session->account);
  return g_steal_pointer (&facts);
}

/**
 * yx_account_facts_free:
 * @facts: (transfer full): facts
 */
void
yx_account_facts_free (YxAccountFacts *facts)
{
  g_clear_pointer (&facts->who, yx_record_unref);
  g_clear_pointer (&facts->sessions, g_ptr_array_unref);
  g_free (facts->key);
  g_free (facts);
}
