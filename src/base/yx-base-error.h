/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * YxBaseError:
 * @YX_BASE_ERROR_INVALID: not written as it must be, or used as it must not be
 * @YX_BASE_ERROR_TOO_LARGE: more bytes, members or rows than allowed
 * @YX_BASE_ERROR_TOO_DEEP: nested deeper than allowed
 * @YX_BASE_ERROR_NOT_FOUND: it isn't there
 * @YX_BASE_ERROR_EXISTS: it is there already; the detail names the columns: `account.phone_index`
 * @YX_BASE_ERROR_CONSTRAINT: the database refuses the row for another reason
 * @YX_BASE_ERROR_CORRUPT: what was stored is no longer what was written
 * @YX_BASE_ERROR_BUSY: another one holds it, or a queue is full; try again
 * @YX_BASE_ERROR_FULL: no space left
 * @YX_BASE_ERROR_IO: the system failed to read or write
 * @YX_BASE_ERROR_NEWER_SCHEMA: written by a newer version of the program
 * @YX_BASE_ERROR_STOPPED: the worker or writer has been told to stop
 */
typedef enum
{
  YX_BASE_ERROR_INVALID,
  YX_BASE_ERROR_TOO_LARGE,
  YX_BASE_ERROR_TOO_DEEP,
  YX_BASE_ERROR_NOT_FOUND,
  YX_BASE_ERROR_EXISTS,
  YX_BASE_ERROR_CONSTRAINT,
  YX_BASE_ERROR_CORRUPT,
  YX_BASE_ERROR_BUSY,
  YX_BASE_ERROR_FULL,
  YX_BASE_ERROR_IO,
  YX_BASE_ERROR_NEWER_SCHEMA,
  YX_BASE_ERROR_STOPPED,
} YxBaseError;

#define YX_BASE_ERROR (yx_base_error_quark ())
GQuark yx_base_error_quark (void);

void yx_base_error_set (GError **error, YxBaseError code, const char *detail, const char *format, ...) G_GNUC_PRINTF (4, 5);
void yx_base_error_set_errno (GError **error, int number, const char *format, ...) G_GNUC_PRINTF (3, 4);
const char *yx_base_error_detail (const GError *error);

G_END_DECLS
