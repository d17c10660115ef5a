/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/signing/yx-document-summary.h"
#include "flow/yx-flow-document.h"
#include "ink/yx-strokes.h"
#include "pdf/yx-pdf-prepare.h"

G_BEGIN_DECLS

/**
 * YxSignCase:
 * @held: the document, judged
 * @place: where the worker's mark will stand
 * @summary: what people look for in it
 * @certified: whether the person has a certificate
 * @last: (nullable): the signature that was drawn here last
 * @named: (nullable): a signature made from the name, a PDF of one page; %NULL where no font has the name's characters
 *
 * What somebody has before them who is to sign a document. Immutable; reference counting is atomic.
 */
typedef struct
{
  gatomicrefcount refs;
  YxHeldDocument *held;
  YxPdfPlace place;
  YxDocumentSummary *summary;
  gboolean certified;
  YxStrokes *last;
  GBytes *named;
} YxSignCase;

YxSignCase *yx_sign_case_load (YxActor *actor, const char *document, GCancellable *cancellable, GError **error);
YxSignCase *yx_sign_case_ref (YxSignCase *self);
void yx_sign_case_unref (YxSignCase *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxSignCase, yx_sign_case_unref)

gboolean yx_sign_case_open (const YxSignCase *self);
gboolean yx_sign_case_signed (const YxSignCase *self, gint64 *at);
char *yx_sign_case_employer (const YxSignCase *self);

/**
 * YxSignOrder:
 * @what: the document as it was read
 * @mark: the signature, a PDF of one page
 * @drawn: (nullable): its strokes, if it was drawn here; kept for the next time
 * @password: the certificate password
 * @code: the SMS code
 *
 * What somebody decided.
 */
typedef struct
{
  const YxSignCase *what;
  GBytes *mark;
  YxStrokes *drawn;
  YxSecret *password;
  YxSecret *code;
} YxSignOrder;

/**
 * YxSignOutcome:
 * @at: when the hall took it, microseconds since 1970
 * @waiting: it is made, and waits here until the hall answers
 *
 * What became of it. Free with g_free().
 */
typedef struct
{
  gint64 at;
  gboolean waiting;
} YxSignOutcome;

YxSignOutcome *yx_sign_case_sign (YxActor *actor, const YxSignOrder *order, GCancellable *cancellable, GError **error);
YxSignOutcome *yx_sign_case_send (YxActor *actor, const char *document, GCancellable *cancellable, GError **error);

G_END_DECLS
