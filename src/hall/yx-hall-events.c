/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall-events.h"

#include "base/yx-id.h"
#include "crypto/yx-digest.h"
#include "hall/yx-hall-rows.h"

static const char *const chained[]
    = { "previous", "id", "object", "action", "account", "capacity", "session", "address", "hash" };

/**
 * yx_hall_event_chain:
 * @event: an event
 *
 * Returns: (transfer full): SHA-256 in hex over the chain value before it and all it says, a line each
 */
char *
yx_hall_event_chain (const YxEvent *event)
{
  g_autoptr (GString) text = g_string_new ("yinxin event 1\n");

  for (guint i = 0; i < G_N_ELEMENTS (chained); i++)
    {
      const YxField *field = yx_record_type_find (&yx_event_type, chained[i]);

      if (!yx_record_has (event, chained[i]))
        g_string_append (text, "-\n");
      else if (field->kind == YX_KIND_CHOICE)
        g_string_append_printf (text, "%s\n", yx_choice_find (field->choices, event->capacity)->nick);
      else
        g_string_append_printf (text, "%s\n", yx_record_get_text (event, chained[i]));
    }
  g_string_append_printf (text, "%" G_GINT64_FORMAT "\n%" G_GINT64_FORMAT "\n", event->number, event->at);
  return yx_sha256_hex (text->str, text->len);
}

static void
set_actor (YxEvent *event, const YxHallWrite *write)
{
  const YxSession *session = write->call != NULL ? write->call->session : NULL;

  if (write->call != NULL)
    yx_record_set_text (event, "address", write->call->address);
  if (session != NULL)
    {
      yx_record_set_text (event, "account", session->account);
      yx_record_set_text (event, "session", session->id);
      yx_record_set_int (event, "capacity",
                         session->kind == YX_ACCOUNT_ENTERPRISE ? YX_CAPACITY_ENTERPRISE
                                                                : YX_CAPACITY_PERSONAL);
    }
  else if (write->account != NULL)
    yx_record_set_text (event, "account", write->account);
}

/**
 * yx_hall_event_write:
 * @write: a transaction
 * @object: the id of what it happened to
 * @action: what happened: `filing.approved`
 * @hash: (nullable): SHA-256 in hex of what was done
 *
 * Adds a line to an object's history, chained to the one before (design.md "history").
 *
 * Returns: whether it is written
 */
gboolean
yx_hall_event_write (
    YxHallWrite *write, const char *object, const char *action, const char *hash, GError **error)
{
  g_autoptr (YxEvent) last = NULL;
  g_autoptr (YxEvent) event = yx_event_new ();
  g_autofree char *id = yx_id_new ("evt");
  g_autofree char *chain = NULL;

  if (!yx_hall_look (write->hall, write->db, &yx_event_type,
                     "\"object\" = :object ORDER BY \"number\" DESC LIMIT 1", YX_WITH ("object", object),
                     &last, error))
    return FALSE;
  yx_record_set_text (event, "id", id);
  yx_record_set_text (event, "object", object);
  yx_record_set_int (event, "number", last != NULL ? last->number + 1 : 1);
  yx_record_set_text (event, "action", action);
  yx_record_set_int (event, "at", write->now);
  if (hash != NULL)
    yx_record_set_text (event, "hash", hash);
  if (last != NULL)
    yx_record_set_text (event, "previous", last->chain);
  set_actor (event, write);
  chain = yx_hall_event_chain (event);
  yx_record_set_text (event, "chain", chain);
  return yx_record_insert (event, write->db, &write->hall->sealer, error);
}
