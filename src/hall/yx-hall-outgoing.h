/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * YxHallOutgoing:
 * @method: `POST` …
 * @url: `https://` or `http://`
 * @headers: (nullable) (array zero-terminated=1): a name, its value, the next name, …
 * @type: (nullable): the body's content type
 * @body: (nullable): the body
 * @milliseconds: for all of it, from the name's look-up to the answer's last byte
 * @most: bytes of answer
 *
 * Something that the hall asks of somebody else.
 */
typedef struct
{
  const char *method;
  const char *url;
  const char *const *headers;
  const char *type;
  GBytes *body;
  guint milliseconds;
  gsize most;
} YxHallOutgoing;

/* What came back. */
typedef struct
{
  guint status;
  GBytes *body; /* (owned) */
} YxHallReply;

void yx_hall_reply_clear (YxHallReply *reply);
gboolean yx_hall_outgoing_ask (const YxHallOutgoing *outgoing, YxHallReply *reply, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YxHallReply, yx_hall_reply_clear)

G_END_DECLS
