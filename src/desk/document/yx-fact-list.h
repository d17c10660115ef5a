/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pdf/yx-verdict.h"

G_BEGIN_DECLS

GtkWidget *yx_fact_list_new (const YxVerdictSignature *signature, gboolean detail);
const char *yx_status_icon (YxVerdictStatus status);
const char *yx_status_class (YxVerdictStatus status);

G_END_DECLS
