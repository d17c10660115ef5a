/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "pdf/yx-verdict.h"

G_BEGIN_DECLS

GtkWidget *yx_signature_card_new (const YxVerdict *verdict, const YxVerdictSignature *signature);

G_END_DECLS
