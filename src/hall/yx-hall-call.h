/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/yx-api.h"
#include "api/yx-problem.h"
#include "hall/yx-hall.h"
#include "model/yx-document.h"
#include "model/yx-session.h"

G_BEGIN_DECLS

/**
 * YxHallCall:
 *
 * One request on its way through a handler. The server has already judged path, method, size, rate,
 * session, role, reach (own account, own enterprise, party of the document), content type, JSON and the
 * request record's fields; what is left to the handler is whether an object is there, and the work. A
 * handler runs on a worker thread and may block.
 */
typedef struct
{
  YxHall *hall;               /* (unowned) */
  const YxEndpoint *endpoint; /* (unowned) */
  char *request_id;           /* (owned) (nullable): see yx_hall_call_request_id() */
  char *address;              /* (owned): the peer's, "local" on a Unix socket */
  YxApiParameters parameters; /* the path's, in order */
  YxSession *session;         /* (owned) (nullable) */
  YxDocument *document;       /* (owned) (nullable): of endpoints that only its parties reach */
  YxRecord *request;          /* (owned) (nullable): of the endpoint's request type */
  GBytes *body;               /* (owned) (nullable): of endpoints that take bytes */
  char *if_match;             /* (owned) (nullable): without quotes */
  char *key;                  /* (owned) (nullable): Idempotency-Key */
  gboolean creates;           /* If-None-Match: * was sent */
  char *cursor;               /* (owned) (nullable) */
  guint limit;                /* of a page, already within 1 to 500 */
  gint64 wait;                /* seconds, 0 to 60 */
  GHashTable *query;          /* (owned) (nullable): other query parameters, text to text */

  guint status;               /* 0: 200, or 204 where the endpoint answers nothing */
  YxRecord *answer;           /* (owned) (nullable): of the endpoint's answer type */
  GBytes *answer_bytes;       /* (owned) (nullable) */
  const char *answer_type;    /* (nullable): what they are; %NULL: %YX_API_REVISION */
  guint cached;               /* seconds that others may keep them; 0: not at all */
  char *etag;                 /* (owned) (nullable): without quotes */
  char *wait_scope;           /* (owned) (nullable): the answer is empty; ask again when this feed's bell rings */
} YxHallCall;

typedef gboolean (*YxHallHandler) (YxHallCall *call, GError **error);

/* The handler of each endpoint; defined beside the resources' files. */
YxHallHandler yx_hall_handler_for (YxEndpointId id);
gboolean yx_hall_handler_is_quick (YxEndpointId id);

void yx_hall_call_free (YxHallCall *call);
const char *yx_hall_call_request_id (YxHallCall *call);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxHallCall, yx_hall_call_free)

G_END_DECLS
