/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "crypto/yx-key-bundle.h"
#include "crypto/yx-password.h"

G_BEGIN_DECLS

#define YX_ENVELOPE_PARAMETERS_SIZE 40
#define YX_ENVELOPE_MAX_SIZE (256 * 1024)

/**
 * YxEnvelopeKeys:
 * @wrap: 32 bytes that open the envelope; never leave the desktop
 * @proof: 32 bytes that the hall asks for before it hands the envelope out
 *
 * What the certificate password gives. Free with yx_envelope_keys_free().
 */
typedef struct
{
  YxSecret *wrap;  /* (owned) */
  YxSecret *proof; /* (owned) */
} YxEnvelopeKeys;

void yx_envelope_keys_free (YxEnvelopeKeys *keys);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxEnvelopeKeys, yx_envelope_keys_free)

/* Parameters: the first YX_ENVELOPE_PARAMETERS_SIZE bytes of an envelope; public, travel on their own. */
GBytes *yx_envelope_parameters_new (const YxScrypt *scrypt, GError **error);
GBytes *yx_envelope_parameters (GBytes *envelope, GError **error);
gboolean yx_envelope_check (GBytes *envelope, GError **error);

YxEnvelopeKeys *yx_envelope_derive (GBytes *parameters, YxSecret *password, GError **error);
GBytes *yx_envelope_seal (GBytes *parameters, YxSecret *wrap, YxKeyBundle *bundle, GError **error);
YxKeyBundle *yx_envelope_open (GBytes *envelope, YxSecret *wrap, GError **error);

G_END_DECLS
