/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "crypto/yx-cms.h"
#include "crypto/yx-timestamp.h"
#include "pdf/yx-pdf-document-private.h"
#include "pdf/yx-verdict.h"

G_BEGIN_DECLS

/**
 * YxPdfSignature:
 * @revision: which one it signed, from 0
 * @field: its field, as that revision has it
 * @value: its dictionary
 * @reason: (nullable): static: why it does not hold, EN 319 102-1's code
 * @cms: (owned) (nullable): of a signature
 * @timestamp: (owned) (nullable): of a document timestamp
 * @facts: what the verdict says of it
 *
 * A signature in a document while it is judged.
 */
typedef struct
{
  guint revision;
  const YxPdfFormField *field;
  const YxPdfValue *value;
  const char *reason;
  YxCms *cms;
  YxTimestamp *timestamp;
  YxVerdictSignature *facts;
} YxPdfSignature;

void yx_pdf_signature_free (YxPdfSignature *signature);
void yx_pdf_signature_check (YxPdfSignature *signature, YxPdfDocument *document);
void yx_pdf_signature_look (YxPdfSignature *signature, YxPdfDocument *document);

G_END_DECLS
