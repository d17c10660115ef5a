/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *yx_agreement_words (const char *hall, gboolean own_hall);

G_END_DECLS
