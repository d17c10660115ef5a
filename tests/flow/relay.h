/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* Stands between a client and a hall's Unix socket and keeps all that passes, both ways. */
typedef struct _Relay Relay;

Relay *relay_new (const char *listen_path, const char *hall_path);
GBytes *relay_passed (Relay *relay);
void relay_cut (Relay *relay, const char *words);
void relay_free (Relay *relay);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Relay, relay_free)
