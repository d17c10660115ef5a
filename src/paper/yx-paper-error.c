/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "paper/yx-paper-error.h"

G_DEFINE_QUARK (yx-paper-error-quark, yx_paper_error)
