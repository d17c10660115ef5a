/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/yx-secret.h"

G_BEGIN_DECLS

/* A request's body while it comes: memory is taken for what is there, not for what was announced. */
typedef struct _YxHallBody YxHallBody;

YxHallBody *yx_hall_body_new (gsize room, gboolean secret);
void yx_hall_body_free (YxHallBody *body);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxHallBody, yx_hall_body_free)

gboolean yx_hall_body_add (YxHallBody *body, gconstpointer bytes, gsize size, GError **error);
YxSecret *yx_hall_body_secret (YxHallBody *body);
GBytes *yx_hall_body_take (YxHallBody *body);

G_END_DECLS
