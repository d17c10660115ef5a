/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

void yx_compact_path (cairo_t *cr, double tolerance);
