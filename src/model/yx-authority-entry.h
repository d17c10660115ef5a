/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/yx-words.h"

G_BEGIN_DECLS

/**
 * YxAuthorityEntry:
 *
 * A certificate that the hall vouches with; several of a role may be alive.
 */
typedef struct
{
  YxRecord record;
  char *fingerprint; /* SHA-256 in hex */
  int role;
  gboolean active; /* new signatures are made with it */
  gint64 valid_from;
  gint64 valid_to;
  GBytes *certificate; /* DER */
} YxAuthorityEntry;

YX_DECLARE_RECORD (YxAuthorityEntry, yx_authority_entry)

const char *yx_authority_title (YxAuthorityRole role);
char *yx_authority_words (const char *name);

G_END_DECLS
