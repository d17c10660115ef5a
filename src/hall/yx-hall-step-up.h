/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hall/yx-hall-write.h"
#include "model/yx-key-envelope.h"

G_BEGIN_DECLS

/* What somebody who is signed in shows besides: a code to their phone and that they know the certificate
 * password. */
typedef struct
{
  const char *account;
  guint purposes;   /* of codes, see YX_HALL_CODE_FOR */
  guint keeps;      /* of those, such that the act which follows uses up */
  YxSecret *code;   /* (unowned) */
  char *phone;      /* (owned) */
  char *proof_hash; /* (owned) */
} YxHallStepUp;

gboolean yx_hall_step_up_init (YxHallStepUp *step_up,
                               const YxHallCall *call,
                               guint purposes,
                               YxSecret *code,
                               YxSecret *proof,
                               GError **error);
void yx_hall_step_up_clear (YxHallStepUp *step_up);
gboolean yx_hall_step_up_take (YxHallWrite *write,
                               const YxHallStepUp *step_up,
                               YxKeyEnvelope **envelope,
                               GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YxHallStepUp, yx_hall_step_up_clear)

G_END_DECLS
