/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "flow/yx-flow-export.h"

#include <string.h>

#include "base/yx-files.h"
#include "base/yx-json.h"
#include "model/yx-code-proof.h"
#include "model/yx-person-export.h"

/**
 * yx_flow_export:
 * @actor: a person who is signed in
 * @code: the SMS code of %YX_CODE_OWN_DATA
 * @path: where to; 0600, written beside and moved in whole
 *
 * Leaves all that the hall has about the person as one JSON object (spec.md 1.2-7); documents themselves come by
 * yx_flow_download().
 *
 * Returns: whether the file is there
 */
gboolean
yx_flow_export (YxActor *actor, YxSecret *code, const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (YxCodeProof) request = yx_code_proof_new ();
  const YxCall call = { .endpoint = YX_API_PERSON_EXPORT, .request = request };
  g_autoptr (YxPersonExport) all = NULL;
  g_autofree char *text = NULL;

  if (!yx_actor_signed_in (actor, error))
    return FALSE;
  yx_record_set_secret (request, "code", code);
  all = yx_connection_call (actor->connection, &call, cancellable, error);
  if (all == NULL)
    return FALSE;
  text = yx_record_to_text (all, YX_ANSWER);
  return yx_file_write (path, text, strlen (text), 0600, error);
}
