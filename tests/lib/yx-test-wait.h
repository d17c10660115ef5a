/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Whether a condition has come about. */
typedef gboolean (*YxTestCondition) (gpointer data);

gboolean yx_test_wait (YxTestCondition condition, gpointer data, guint milliseconds);
