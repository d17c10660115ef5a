/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * YxClientError:
 * @YX_CLIENT_ERROR_UNREACHABLE: the hall doesn't answer; trying again later may help
 * @YX_CLIENT_ERROR_PROTOCOL: something answered, but not as a hall does
 * @YX_CLIENT_ERROR_IDENTITY: the hall's key is not the one that was pinned, or no trusted one
 * @YX_CLIENT_ERROR_START: a local hall could not be started
 * @YX_CLIENT_ERROR_CODE: no SMS code came
 *
 * What goes wrong on this side; what the hall says no to is a YX_PROBLEM_ERROR.
 */
typedef enum
{
  YX_CLIENT_ERROR_UNREACHABLE,
  YX_CLIENT_ERROR_PROTOCOL,
  YX_CLIENT_ERROR_IDENTITY,
  YX_CLIENT_ERROR_START,
  YX_CLIENT_ERROR_CODE,
} YxClientError;

#define YX_CLIENT_ERROR (yx_client_error_quark ())
GQuark yx_client_error_quark (void);

G_END_DECLS
