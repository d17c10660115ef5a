/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * YxHallError:
 * @YX_HALL_ERROR_CONFIG: hall.conf says what it must not; the message names the line
 * @YX_HALL_ERROR_FOLDER: the data folder is not as it must be
 * @YX_HALL_ERROR_SIGNER: the signer process refused or has died
 * @YX_HALL_ERROR_LISTEN: the hall cannot listen where it should
 * @YX_HALL_ERROR_DAMAGED: what is stored doesn't fit together
 * @YX_HALL_ERROR_STEP_UP: a handler forgot to look at its endpoint's step-up
 * @YX_HALL_ERROR_REVIEW: a filing cannot be decided upon
 * @YX_HALL_ERROR_USAGE: a command was called in a wrong way
 * @YX_HALL_ERROR_UNREACHABLE: another service cannot be reached; nothing was sent to it
 * @YX_HALL_ERROR_UNANSWERED: another service was asked and did not answer in time or in words that are understood:
 *   whether it did what was asked is not known
 * @YX_HALL_ERROR_REFUSED: another service said no
 */
typedef enum
{
  YX_HALL_ERROR_CONFIG,
  YX_HALL_ERROR_FOLDER,
  YX_HALL_ERROR_SIGNER,
  YX_HALL_ERROR_LISTEN,
  YX_HALL_ERROR_DAMAGED,
  YX_HALL_ERROR_STEP_UP,
  YX_HALL_ERROR_REVIEW,
  YX_HALL_ERROR_USAGE,
  YX_HALL_ERROR_UNREACHABLE,
  YX_HALL_ERROR_UNANSWERED,
  YX_HALL_ERROR_REFUSED,
} YxHallError;

#define YX_HALL_ERROR (yx_hall_error_quark ())
GQuark yx_hall_error_quark (void);

G_END_DECLS
