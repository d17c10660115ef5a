/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "crypto/yx-cms.h"
#include "pdf/yx-pdf-append.h"
#include "pdf/yx-pdf-document-private.h"

G_BEGIN_DECLS

/* Changes what a signer is about to sign. */
typedef void (*YxResignFunc) (YxPdfDocument *head, YxPdfAppend *append, YxPdfValue *signature);

GBytes *
yx_resign (GBytes *head, GBytes *appended, const char *field, const YxSigner *signer, YxResignFunc change);

void yx_resign_without_certifying (YxPdfDocument *head, YxPdfAppend *append, YxPdfValue *signature);
void yx_resign_with_p1 (YxPdfDocument *head, YxPdfAppend *append, YxPdfValue *signature);
void yx_resign_with_p3 (YxPdfDocument *head, YxPdfAppend *append, YxPdfValue *signature);
void yx_resign_with_odd_p (YxPdfDocument *head, YxPdfAppend *append, YxPdfValue *signature);
void yx_resign_with_references_reversed (YxPdfDocument *head, YxPdfAppend *append, YxPdfValue *signature);
void yx_resign_with_certificate (YxPdfDocument *head, YxPdfAppend *append, YxPdfValue *signature);
void yx_resign_without_time (YxPdfDocument *head, YxPdfAppend *append, YxPdfValue *signature);
void yx_resign_with_odd_time (YxPdfDocument *head, YxPdfAppend *append, YxPdfValue *signature);
void yx_resign_with_odd_captions (YxPdfDocument *head, YxPdfAppend *append, YxPdfValue *signature);
void yx_resign_without_fields (YxPdfDocument *head, YxPdfAppend *append, YxPdfValue *signature);
void yx_resign_with_more (YxPdfDocument *head, YxPdfAppend *append, YxPdfValue *signature);
void yx_resign_old_way (YxPdfDocument *head, YxPdfAppend *append, YxPdfValue *signature);
void yx_resign_with_store (YxPdfDocument *head, YxPdfAppend *append, YxPdfValue *signature);
void yx_resign_with_extensions (YxPdfDocument *head, YxPdfAppend *append, YxPdfValue *signature);

G_END_DECLS
