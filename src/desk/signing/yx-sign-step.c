/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/signing/yx-sign-step.h"

struct _YxPagesRead
{
  guint n;
  guint n_seen;
  gboolean *seen; /* (owned) */
};

/* Whether what a step is for is done; steps that are always taken never are. */
static gboolean
is_done (YxSignStep step, const YxSignFacts *facts)
{
  return (step == YX_SIGN_STEP_CONSENT && facts->consented) || (step == YX_SIGN_STEP_ACTIVATE && facts->certified);
}

/**
 * yx_sign_step_open:
 * @step: a step
 * @facts: what is done already
 *
 * Returns: whether the step may be taken: nothing is drawn before all is read, consented and certified, and nothing
 *   can be changed once the signature is made
 */
gboolean
yx_sign_step_open (YxSignStep step, const YxSignFacts *facts)
{
  if (facts->made)
    return step == YX_SIGN_STEP_DONE;
  switch (step)
    {
    case YX_SIGN_STEP_READ:
      return TRUE;
    case YX_SIGN_STEP_CONSENT:
      return facts->read && !facts->consented;
    case YX_SIGN_STEP_ACTIVATE:
      return facts->read && facts->consented && !facts->certified;
    case YX_SIGN_STEP_DRAW:
      return facts->read && facts->consented && facts->certified;
    case YX_SIGN_STEP_LOOK:
    case YX_SIGN_STEP_CONFIRM:
      return facts->read && facts->consented && facts->certified && facts->marked;
    default:
      return FALSE;
    }
}

/**
 * yx_sign_step_next:
 * @step: where somebody is
 * @facts: what is done already
 *
 * Returns: the step after it that is left to do, or @step itself when that one cannot be taken yet
 */
YxSignStep
yx_sign_step_next (YxSignStep step, const YxSignFacts *facts)
{
  YxSignStep next = step;

  do
    next = MIN (next + 1, YX_SIGN_STEP_DONE);
  while (is_done (next, facts));
  return yx_sign_step_open (next, facts) ? next : step;
}

/**
 * yx_sign_step_back:
 * @step: where somebody is
 * @facts: what is done already
 *
 * Returns: the step before it that can be seen again, or @step itself where there is none
 */
YxSignStep
yx_sign_step_back (YxSignStep step, const YxSignFacts *facts)
{
  if (facts->made)
    return step;
  for (YxSignStep back = step; back > YX_SIGN_STEP_READ;)
    if (yx_sign_step_open (--back, facts))
      return back;
  return step;
}

/**
 * yx_sign_step_resume:
 * @step: where somebody was
 * @facts: what is done now: the document may have moved, or a detour been taken
 *
 * Returns: where they go on: @step if it is still open, else the last one before it that is
 */
YxSignStep
yx_sign_step_resume (YxSignStep step, const YxSignFacts *facts)
{
  if (facts->made)
    return YX_SIGN_STEP_DONE;
  while (step > YX_SIGN_STEP_READ && !yx_sign_step_open (step, facts))
    step--;
  return step;
}

/**
 * yx_pages_read_new:
 * @n_pages: how many pages there are
 *
 * Returns: (transfer full): none of them seen
 */
YxPagesRead *
yx_pages_read_new (guint n_pages)
{
  YxPagesRead *self = g_new0 (YxPagesRead, 1);

  self->n = n_pages;
  self->seen = g_new0 (gboolean, MAX (n_pages, 1));
  return self;
}

/**
 * yx_pages_read_free:
 * @self: (transfer full): pages
 */
void
yx_pages_read_free (YxPagesRead *self)
{
  g_free (self->seen);
  g_free (self);
}

/**
 * yx_pages_read_note:
 * @self: pages
 * @page: from 1: the one whose lower end is seen
 *
 * Returns: whether it was not seen before
 */
gboolean
yx_pages_read_note (YxPagesRead *self, guint page)
{
  if (page == 0 || page > self->n || self->seen[page - 1])
    return FALSE;
  self->seen[page - 1] = TRUE;
  self->n_seen++;
  return TRUE;
}

/**
 * yx_pages_read_all:
 * @self: pages
 *
 * Returns: whether every page was seen; never so of a document without pages
 */
gboolean
yx_pages_read_all (const YxPagesRead *self)
{
  return self->n > 0 && self->n_seen == self->n;
}

/**
 * yx_pages_read_next:
 * @self: pages
 * @page: from 1: the one that is shown
 *
 * Returns: the page to show after it: the next one, or behind the last one the first that was left out; 0 when there
 *   is none
 */
guint
yx_pages_read_next (const YxPagesRead *self, guint page)
{
  if (page < self->n)
    return page + 1;
  for (guint i = 0; i < self->n; i++)
    if (!self->seen[i] && i + 1 != page)
      return i + 1;
  return 0;
}

/**
 * yx_pages_read_left:
 * @self: pages
 *
 * Returns: how many of them were not seen
 */
guint
yx_pages_read_left (const YxPagesRead *self)
{
  return self->n - self->n_seen;
}
