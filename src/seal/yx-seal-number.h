/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define YX_SEAL_NUMBER_DIGITS 12
#define YX_SEAL_SERIAL_MAX 99999

char *yx_seal_number_new (const char *uscc, guint serial, GError **error);
gboolean yx_seal_number_check (const char *number);

G_END_DECLS
