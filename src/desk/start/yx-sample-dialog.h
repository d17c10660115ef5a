/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "flow/yx-sample-guide.h"

G_BEGIN_DECLS

/**
 * YxSampleDialog:
 *
 * Tells the passwords of the sample hall, and whom one may be there: choosing somebody signs in as them
 * (`win.sample-account` of the window below).
 */
#define YX_TYPE_SAMPLE_DIALOG (yx_sample_dialog_get_type ())
G_DECLARE_FINAL_TYPE (YxSampleDialog, yx_sample_dialog, YX, SAMPLE_DIALOG, AdwWindow)

YxSampleDialog *yx_sample_dialog_new (GtkWindow *parent, YxSampleGuide *guide);

G_END_DECLS
