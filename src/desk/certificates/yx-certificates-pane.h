/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/common/yx-pane.h"

G_BEGIN_DECLS

#define YX_TYPE_CERTIFICATES_PANE (yx_certificates_pane_get_type ())
G_DECLARE_FINAL_TYPE (YxCertificatesPane, yx_certificates_pane, YX, CERTIFICATES_PANE, YxPane)

G_END_DECLS
