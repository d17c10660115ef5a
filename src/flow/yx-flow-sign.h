/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "flow/yx-flow-document.h"
#include "model/yx-seal.h"

G_BEGIN_DECLS

/**
 * YxSigning:
 * @document: which document
 * @held: (nullable): the document as the signer read it; %NULL: it is fetched
 * @seal: (nullable): the seal of an enterprise, with picture and object
 * @mark: (nullable): a person's signature image, a PDF of one page
 *
 * What somebody wants signed, and how it shall look: by a seal in the employer's place, by a signature
 * image in the worker's.
 */
typedef struct
{
  const char *document;
  YxHeldDocument *held;
  YxSeal *seal;
  GBytes *mark;
} YxSigning;

YxRevision *yx_flow_sign (YxActor *actor, const YxSigning *signing, GCancellable *cancellable, GError **error);
gboolean yx_flow_send_signed (YxActor *actor, const char *document, GCancellable *cancellable, GError **error);

/**
 * YxSigningResult:
 * @document: which document
 * @revision: (nullable): the revision, if it is signed
 * @error: (nullable): why not
 *
 * One of many. Free with yx_signing_result_free().
 */
typedef struct
{
  char *document;
  YxRevision *revision;
  GError *error;
} YxSigningResult;

typedef void (*YxSigningProgress) (guint done, guint all, const YxSigningResult *result, gpointer data);

void yx_signing_result_free (YxSigningResult *result);
GPtrArray *yx_flow_seal_many (YxActor *actor, GPtrArray *documents, YxSeal *seal, YxSigningProgress progress, gpointer data,
                              GCancellable *cancellable);

G_END_DECLS
