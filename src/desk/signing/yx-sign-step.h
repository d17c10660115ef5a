/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * YxSignStep:
 * @YX_SIGN_STEP_READ: reads the document to its end
 * @YX_SIGN_STEP_CONSENT: takes the notice and consents to the electronic form, once (law.md L-form)
 * @YX_SIGN_STEP_ACTIVATE: gets a certificate, once (spec.md 2.3-1)
 * @YX_SIGN_STEP_DRAW: writes a signature, or chooses one (spec.md 3.5-1)
 * @YX_SIGN_STEP_LOOK: looks at it in its place
 * @YX_SIGN_STEP_CONFIRM: enters SMS code and certificate password
 * @YX_SIGN_STEP_DONE: has signed
 *
 * Where somebody is on the way from a document to their signature (desk.md "Sign").
 */
typedef enum
{
  YX_SIGN_STEP_READ,
  YX_SIGN_STEP_CONSENT,
  YX_SIGN_STEP_ACTIVATE,
  YX_SIGN_STEP_DRAW,
  YX_SIGN_STEP_LOOK,
  YX_SIGN_STEP_CONFIRM,
  YX_SIGN_STEP_DONE,
  YX_N_SIGN_STEPS,
} YxSignStep;

/**
 * YxSignFacts:
 * @read: every page was seen
 * @consented: the hall has the consent to the electronic form
 * @certified: there is a certificate
 * @marked: there is a signature to be used
 * @made: the signature is made with the key: nothing can be taken back any more
 *
 * What is done already.
 */
typedef struct
{
  gboolean read;
  gboolean consented;
  gboolean certified;
  gboolean marked;
  gboolean made;
} YxSignFacts;

gboolean yx_sign_step_open (YxSignStep step, const YxSignFacts *facts);
YxSignStep yx_sign_step_next (YxSignStep step, const YxSignFacts *facts);
YxSignStep yx_sign_step_back (YxSignStep step, const YxSignFacts *facts);
YxSignStep yx_sign_step_resume (YxSignStep step, const YxSignFacts *facts);

/**
 * YxPagesRead:
 *
 * Which pages of a document somebody has seen to their lower end.
 */
typedef struct _YxPagesRead YxPagesRead;

YxPagesRead *yx_pages_read_new (guint n_pages);
void yx_pages_read_free (YxPagesRead *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxPagesRead, yx_pages_read_free)

gboolean yx_pages_read_note (YxPagesRead *self, guint page);
gboolean yx_pages_read_all (const YxPagesRead *self);
guint yx_pages_read_left (const YxPagesRead *self);
guint yx_pages_read_next (const YxPagesRead *self, guint page);

G_END_DECLS
