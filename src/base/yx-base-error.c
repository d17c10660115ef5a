/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/yx-base-error.h"

#include <errno.h>
#include <stdarg.h>

typedef struct
{
  char *detail; /* (owned) (nullable) */
} YxBaseErrorPrivate;

static void
yx_base_error_private_init (YxBaseErrorPrivate *private)
{
  private->detail = NULL;
}

static void
yx_base_error_private_copy (const YxBaseErrorPrivate *from, YxBaseErrorPrivate *to)
{
  to->detail = g_strdup (from->detail);
}

static void
yx_base_error_private_clear (YxBaseErrorPrivate *private)
{
  g_free (private->detail);
}

G_DEFINE_EXTENDED_ERROR (YxBaseError, yx_base_error)

static YxBaseError
code_of_errno (int number)
{
  switch (number)
    {
    case ENOENT:
    case ENOTDIR:
      return YX_BASE_ERROR_NOT_FOUND;
    case EEXIST:
    case ENOTEMPTY:
      return YX_BASE_ERROR_EXISTS;
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      return YX_BASE_ERROR_FULL;
    case EAGAIN:
    case EBUSY:
      return YX_BASE_ERROR_BUSY;
    default:
      return YX_BASE_ERROR_IO;
    }
}

/**
 * yx_base_error_set:
 * @error: (out) (optional): where to put it
 * @code: what kind
 * @detail: (nullable): what programs look at, see yx_base_error_detail()
 * @format: the message, as for printf()
 */
void
yx_base_error_set (GError **error, YxBaseError code, const char *detail, const char *format, ...)
{
  va_list args;

  if (error == NULL)
    return;
  va_start (args, format);
  *error = g_error_new_valist (YX_BASE_ERROR, code, format, args);
  va_end (args);
  yx_base_error_get_private (*error)->detail = g_strdup (detail);
}

/**
 * yx_base_error_set_errno:
 * @error: (out) (optional): where to put it
 * @number: the system's error number
 * @format: what could not be done, as for printf(); the system's words follow after a colon
 */
void
yx_base_error_set_errno (GError **error, int number, const char *format, ...)
{
  g_autofree char *what = NULL;
  va_list args;

  va_start (args, format);
  what = g_strdup_vprintf (format, args);
  va_end (args);
  yx_base_error_set (error, code_of_errno (number), NULL, "%s: %s", what, g_strerror (number));
}

/**
 * yx_base_error_detail:
 * @error: any error
 *
 * Returns: (transfer none) (nullable): for %YX_BASE_ERROR_EXISTS of a database the columns that must be
 *   unique, `table.column` separated by `, `
 */
const char *
yx_base_error_detail (const GError *error)
{
  if (error == NULL || error->domain != YX_BASE_ERROR)
    return NULL;
  return yx_base_error_get_private (error)->detail;
}
