/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "flow/yx-flow-download.h"

#include "base/yx-files.h"

/**
 * yx_flow_download:
 * @actor: an actor that is signed in
 * @document: a document that is complete (spec.md 5.8-1)
 * @path: where to; written beside and moved in whole
 *
 * Returns: whether the file is there; %YX_FLOW_ERROR_STATE for a document that is not complete
 */
gboolean
yx_flow_download (YxActor *actor, const char *document, const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (YxHeldDocument) held = yx_flow_document (actor, document, cancellable, error);

  if (held == NULL)
    return FALSE;
  if (held->record->state != YX_DOCUMENT_COMPLETE || held->verdict->status != YX_VERDICT_PASSED)
    {
      g_set_error (error, YX_FLOW_ERROR, YX_FLOW_ERROR_STATE, "The document is not complete yet: it is “%s”",
                   yx_choice_find (yx_document_states, held->record->state)->label);
      return FALSE;
    }
  return yx_file_write (path, g_bytes_get_data (held->bytes, NULL), g_bytes_get_size (held->bytes), 0600, error);
}
