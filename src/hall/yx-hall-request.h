/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hall/yx-hall-call.h"

G_BEGIN_DECLS

#define YX_HALL_PAGE_STANDARD 100

/* A request's head, as far as it is judged after its body (formats.md "Errors"). */
typedef struct
{
  char *query;         /* (owned) (nullable): still encoded */
  char *if_match;      /* (owned) (nullable): the header */
  char *if_none_match; /* (owned) (nullable): the header */
  char *key;           /* (owned) (nullable): the header Idempotency-Key */
  gboolean wrong_type; /* the endpoint doesn't take what the body says it is */
} YxHallRequestHead;

void yx_hall_request_head_clear (YxHallRequestHead *head);
gboolean yx_hall_request_type_fits (const YxEndpoint *endpoint, const char *content_type);
gboolean
yx_hall_request_read (YxHallCall *call, const YxHallRequestHead *head, YxSecret *body, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YxHallRequestHead, yx_hall_request_head_clear)

G_END_DECLS
