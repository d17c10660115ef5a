/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall-body.h"

#include <string.h>

#include "api/yx-problem.h"

#define LEAST 4000
#define BUSY_SECONDS 1

struct _YxHallBody
{
  gsize room; /* how much it may be */
  gsize held; /* how much fits into what is taken */
  gsize size;
  gboolean secret;
  YxSecret *pages; /* (owned) (nullable): where it is secret */
  char *plain;     /* (owned) (nullable): where it is not */
};

/**
 * yx_hall_body_new:
 * @room: how many bytes it may have
 * @secret: whether there may be passwords and codes in it; memory for secrets is scarce
 *
 * Returns: (transfer full): a body that has not begun
 */
YxHallBody *
yx_hall_body_new (gsize room, gboolean secret)
{
  YxHallBody *body = g_new0 (YxHallBody, 1);

  body->room = room;
  body->secret = secret;
  return body;
}

/**
 * yx_hall_body_free:
 * @body: (transfer full): a body
 */
void
yx_hall_body_free (YxHallBody *body)
{
  g_clear_pointer (&body->pages, yx_secret_unref);
  g_free (body->plain);
  g_free (body);
}

static gboolean
hold_secret (YxHallBody *body, gsize held)
{
  YxSecret *pages = yx_secret_try_new (held);

  if (pages == NULL)
    return FALSE;
  if (body->size > 0)
    memcpy (yx_secret_bytes (pages), yx_secret_bytes (body->pages), body->size);
  g_clear_pointer (&body->pages, yx_secret_unref);
  body->pages = pages;
  return TRUE;
}

static gboolean
hold_plain (YxHallBody *body, gsize held)
{
  char *plain = g_try_realloc (body->plain, held);

  if (plain == NULL)
    return FALSE;
  body->plain = plain;
  return TRUE;
}

static gboolean
hold (YxHallBody *body, gsize needed)
{
  gsize held = MIN (MAX (MAX (needed, 2 * body->held), LEAST), body->room);

  if (needed <= body->held)
    return TRUE;
  if (!(body->secret ? hold_secret (body, held) : hold_plain (body, held)))
    return FALSE;
  body->held = held;
  return TRUE;
}

/**
 * yx_hall_body_add:
 * @body: a body
 * @bytes: what has come
 * @size: how much
 * @error: %YX_PROBLEM_TOO_LARGE, or %YX_PROBLEM_BUSY when there is no memory for it
 *
 * Returns: whether it is kept
 */
gboolean
yx_hall_body_add (YxHallBody *body, gconstpointer bytes, gsize size, GError **error)
{
  if (size > body->room - body->size)
    {
      yx_problem_set (error, YX_PROBLEM_TOO_LARGE, NULL, NULL);
      return FALSE;
    }
  if (size == 0)
    return TRUE;
  if (!hold (body, body->size + size))
    {
      yx_problem_set_wait (error, YX_PROBLEM_BUSY, BUSY_SECONDS, 0);
      return FALSE;
    }
  memcpy ((body->secret ? (char *)yx_secret_bytes (body->pages) : body->plain) + body->size, bytes, size);
  body->size += size;
  return TRUE;
}

/**
 * yx_hall_body_secret:
 * @body: a body that is secret and whole; nothing can be added any more
 *
 * Returns: (transfer none) (nullable): what came
 */
YxSecret *
yx_hall_body_secret (YxHallBody *body)
{
  if (body->pages != NULL)
    yx_secret_truncate (body->pages, body->size);
  body->room = body->size;
  body->held = body->size;
  return body->pages;
}

/**
 * yx_hall_body_take:
 * @body: a body that is not secret; empty afterwards
 *
 * Returns: (transfer full): what came
 */
GBytes *
yx_hall_body_take (YxHallBody *body)
{
  gsize size = body->size;

  body->size = 0;
  body->held = 0;
  return g_bytes_new_take (g_steal_pointer (&body->plain), size);
}
