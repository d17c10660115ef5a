/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hall/yx-hall-call.h"

G_BEGIN_DECLS

/* What goes back over the wire. */
typedef struct
{
  guint status;
  const char *type;    /* (nullable): of the body */
  GBytes *body;        /* (owned) (nullable); may hold secrets, wiped with the last reference */
  guint cached;        /* seconds that others may keep it; 0: not at all */
  char *etag;          /* (owned) (nullable): without quotes */
  gint64 retry_after;  /* seconds; 0: none */
  const char *problem; /* (nullable): its word */
} YxHallAnswer;

YxHallAnswer *yx_hall_answer_for (YxHallCall *call);
YxHallAnswer *yx_hall_answer_problem (const GError *error, const char *request_id);
void yx_hall_answer_free (YxHallAnswer *answer);
GBytes *yx_hall_answer_write (YxHallAnswer *answer);

void yx_hall_problem_from (GError **error, GError *cause);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxHallAnswer, yx_hall_answer_free)

G_END_DECLS
