/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "hall/yx-hall.h"

G_BEGIN_DECLS

/**
 * YxHallControl:
 *
 * Where a hall that serves takes commands from the user who runs it: a Unix socket `run/control`, 0600, whose
 * peer's uid is checked. A request is one line with a JSON object, the answer another:
 *
 * `{"review":"list"}`, `{"review":"approve","ids":[…]}`, `{"review":"return","id":…,"reason":…}`, `{"load":true}`
 */
typedef struct _YxHallControl YxHallControl;

/* Tells what the hall is busy with; called on the thread that made the control. */
typedef JsonNode *(*YxHallLoadFunc) (gpointer data);

YxHallControl *yx_hall_control_new (YxHall *hall, YxHallLoadFunc load, gpointer data, GError **error);
void yx_hall_control_free (YxHallControl *control);
JsonNode *yx_hall_control_answer (YxHall *hall, JsonNode *load, const char *line);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxHallControl, yx_hall_control_free)

G_END_DECLS
