/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "flow/yx-flow-copy.h"

#include <string.h>

#include "crypto/yx-digest.h"
#include "pdf/yx-judge-call.h"

#define LIST "copies"

static char *
name_of (const char *document)
{
  return g_strconcat ("copy/", document, NULL);
}

/* The ids of the documents that are kept, the last first. */
static gboolean
read_list (YxActor *actor, char ***ids, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GBytes) fact = yx_local_store_kept (actor->store, LIST, &local);
  g_autofree char *text = fact != NULL ? g_strndup (g_bytes_get_data (fact, NULL), g_bytes_get_size (fact)) : g_strdup ("");

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  *ids = g_strsplit (text, "\n", -1);
  return TRUE;
}

static gboolean
drop (YxActor *actor, const char *document, GError **error)
{
  g_autofree char *name = name_of (document);
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);

  return yx_local_store_keep (actor->store, name, nothing, error);
}

/* The list names a copy before it is there and until it is gone, so that none is forgotten. */
static gboolean
note_copy (YxActor *actor, const char *document, GError **error)
{
  g_auto (GStrv) ids = NULL;
  g_autoptr (GString) text = g_string_new (document);
  g_autoptr (GBytes) fact = NULL;
  guint n = 1;

  if (!read_list (actor, &ids, error))
    return FALSE;
  for (char **id = ids; *id != NULL; id++)
    {
      if (**id == '\0' || strcmp (*id, document) == 0)
        continue;
      if (n++ < YX_FLOW_MOST_COPIES)
        g_string_append_printf (text, "\n%s", *id);
      else if (!drop (actor, *id, error))
        return FALSE;
    }
  fact = g_string_free_to_bytes (g_steal_pointer (&text));
  return yx_local_store_keep (actor->store, LIST, fact, error);
}

/**
 * yx_flow_keep_copy:
 * @actor: an actor that is signed in
 * @held: a document as it was fetched
 *
 * Keeps the document's bytes, encrypted, to be looked at while the hall is gone; of the last %YX_FLOW_MOST_COPIES
 * documents.
 *
 * Returns: whether they are on the disk
 */
gboolean
yx_flow_keep_copy (YxActor *actor, YxHeldDocument *held, GError **error)
{
  g_autofree char *name = name_of (held->record->id);

  return note_copy (actor, held->record->id, error) && yx_local_store_keep (actor->store, name, held->bytes, error);
}

static gboolean
check_copy (const YxDocument *document, GBytes *bytes, GError **error)
{
  g_autofree char *hash = NULL;

  if (bytes == NULL || g_bytes_get_size (bytes) == 0)
    {
      g_set_error_literal (error, YX_CLIENT_ERROR, YX_CLIENT_ERROR_UNREACHABLE, "There is no copy of the document here");
      return FALSE;
    }
  hash = yx_sha256_hex (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  if (g_strcmp0 (hash, document->head) == 0)
    return TRUE;
  g_set_error_literal (error, YX_CLIENT_ERROR, YX_CLIENT_ERROR_UNREACHABLE,
                       "The copy here is older than what the hall had when it was last asked");
  return FALSE;
}

/**
 * yx_flow_kept_copy:
 * @actor: an actor that is signed in
 * @document: a document as the hall had it when it was last asked
 *
 * Needs no hall. The judge looks at the copy by this machine's time; nothing may be signed on its ground.
 *
 * Returns: (transfer full) (nullable): the document, without its revisions; %YX_CLIENT_ERROR_UNREACHABLE when no copy of
 *   it as it is in @document is here, %YX_FLOW_ERROR_REFUSED when the judge does not pass it
 */
YxHeldDocument *
yx_flow_kept_copy (YxActor *actor, const YxDocument *document, GCancellable *cancellable, GError **error)
{
  g_autofree char *name = name_of (document->id);
  g_autoptr (GError) local = NULL;
  g_autoptr (GBytes) bytes = yx_local_store_kept (actor->store, name, &local);
  g_autoptr (YxHeldDocument) held = NULL;

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  if (!check_copy (document, bytes, error))
    return NULL;
  held = g_new0 (YxHeldDocument, 1);
  held->record = yx_document_ref ((YxDocument *) document);
  held->revisions = g_ptr_array_new_with_free_func (yx_record_unref);
  held->bytes = g_steal_pointer (&bytes);
  return yx_held_document_judge (held, actor->trust, g_get_real_time (), cancellable, error) ? g_steal_pointer (&held) : NULL;
}
