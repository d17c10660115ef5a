/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf/yx-pdf-error.h"

G_DEFINE_QUARK (yx-pdf-error-quark, yx_pdf_error)
