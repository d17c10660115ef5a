/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/yx-words.h"

G_BEGIN_DECLS

/**
 * YxKeyEnvelope:
 *
 * An account's keys, wrapped under its certificate password (design.md "where the private key is").
 * The parameters are public to the account; the rest is handed out against code and proof.
 */
typedef struct
{
  YxRecord record;
  char *account;
  GBytes *parameters;
  GBytes *envelope; /* only in the answer to a release */
  GBytes *sealed; /* under the storage key */
  char *proof_hash; /* SHA-256 in hex, never sent */
  gint64 wrong;
  gint64 held_until;
  gint64 version;
} YxKeyEnvelope;

YX_DECLARE_RECORD (YxKeyEnvelope, yx_key_envelope)

G_END_DECLS
