/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "yx-config.h"

G_BEGIN_DECLS

/* Named places where tests kill the process or make it fail. Nothing of it is in a released build.
 *
 * YINXIN_FAULT=name[:n]        kills the process at the n-th passage of that name (the first, if not said)
 * YINXIN_FAULT=name:n:error    the n-th YX_FAULT_ERROR of that name fails as a full disk does
 * YINXIN_FAULT_LIST=file       every name passed is appended to that file, one a line
 *
 * YX_FAULT_ERROR is TRUE, with @error set, where the caller must fail:
 *   if (YX_FAULT_ERROR ("object.write", error))
 *     return FALSE;
 */
#if YX_TESTS
#define YX_FAULT(name) yx_fault_pass (name)
#define YX_FAULT_ERROR(name, error) yx_fault_fail (name, error)

void yx_fault_pass (const char *name);
gboolean yx_fault_fail (const char *name, GError **error);
void yx_fault_reload (void);
#else
#define YX_FAULT(name) ((void) 0)
#define YX_FAULT_ERROR(name, error) FALSE
#endif

G_END_DECLS
