/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * YxSealError:
 * @YX_SEAL_ERROR_FORMAT: not written as such a thing is
 * @YX_SEAL_ERROR_TOO_LARGE: longer than allowed
 * @YX_SEAL_ERROR_NAME: a name that cannot be engraved
 * @YX_SEAL_ERROR_TYPE: a seal of this type is not made
 * @YX_SEAL_ERROR_EMBLEM: a seal that would bear the State's or the Party's emblem
 * @YX_SEAL_ERROR_NUMBER: not such a number
 * @YX_SEAL_ERROR_UNTRUSTED: no trusted seal maker signed it
 * @YX_SEAL_ERROR_NOT_VALID: not valid at that time
 * @YX_SEAL_ERROR_DRAWING: the drawing library failed
 */
typedef enum
{
  YX_SEAL_ERROR_FORMAT,
  YX_SEAL_ERROR_TOO_LARGE,
  YX_SEAL_ERROR_NAME,
  YX_SEAL_ERROR_TYPE,
  YX_SEAL_ERROR_EMBLEM,
  YX_SEAL_ERROR_NUMBER,
  YX_SEAL_ERROR_UNTRUSTED,
  YX_SEAL_ERROR_NOT_VALID,
  YX_SEAL_ERROR_DRAWING,
} YxSealError;

#define YX_SEAL_ERROR (yx_seal_error_quark ())
GQuark yx_seal_error_quark (void);

G_END_DECLS
