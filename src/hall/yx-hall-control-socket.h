/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define YX_HALL_CONTROL_REQUEST_MOST (256 * 1024)
#define YX_HALL_CONTROL_ANSWER_MOST (8 * 1024 * 1024)

/**
 * YxHallControlPlace:
 * @folder: descriptor of the folder `run`
 * @address: (owned): the socket in it, by that descriptor: paths of sockets are short, those of data folders
 *   may be long
 */
typedef struct
{
  int folder;
  GSocketAddress *address;
} YxHallControlPlace;

gboolean yx_hall_control_place (const char *folder, YxHallControlPlace *place, GError **error);
void yx_hall_control_place_clear (YxHallControlPlace *place);
void yx_hall_control_place_remove (const YxHallControlPlace *place);

gboolean yx_hall_control_peer_is_own (GSocketConnection *connection);
char *yx_hall_control_read_line (GIOStream *stream, gsize most, GCancellable *cancellable, GError **error);
gboolean
yx_hall_control_write_line (GIOStream *stream, JsonNode *node, GCancellable *cancellable, GError **error);

JsonNode *yx_hall_control_call (const char *folder, JsonNode *request, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YxHallControlPlace, yx_hall_control_place_clear)

G_END_DECLS
