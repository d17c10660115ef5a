/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * YxFlowError:
 * @YX_FLOW_ERROR_LOCKED: the keys are not unlocked, or nobody is signed in
 * @YX_FLOW_ERROR_NO_CERTIFICATE: there is no certificate for this capacity, or not its key
 * @YX_FLOW_ERROR_PASSWORD: the certificate password is not the right one, or may not be one
 * @YX_FLOW_ERROR_HALL: the hall's answer contradicts itself
 * @YX_FLOW_ERROR_DAMAGED: a document's bytes are not those that its record names
 * @YX_FLOW_ERROR_REFUSED: the judge does not let the document pass
 * @YX_FLOW_ERROR_MOVED: the document changed in a way that a person has to look at
 * @YX_FLOW_ERROR_STATE: the document is not in a state for this
 * @YX_FLOW_ERROR_RECEIPT: the hall's receipt is missing or does not hold
 * @YX_FLOW_ERROR_TIMED_OUT: what was waited for did not come
 * @YX_FLOW_ERROR_SAME_PASSWORD: a new certificate password is the account's
 *
 * What goes wrong between hall and person; what the hall says no to is a YX_PROBLEM_ERROR.
 */
typedef enum
{
  YX_FLOW_ERROR_LOCKED,
  YX_FLOW_ERROR_NO_CERTIFICATE,
  YX_FLOW_ERROR_PASSWORD,
  YX_FLOW_ERROR_HALL,
  YX_FLOW_ERROR_DAMAGED,
  YX_FLOW_ERROR_REFUSED,
  YX_FLOW_ERROR_MOVED,
  YX_FLOW_ERROR_STATE,
  YX_FLOW_ERROR_RECEIPT,
  YX_FLOW_ERROR_TIMED_OUT,
  YX_FLOW_ERROR_SAME_PASSWORD,
} YxFlowError;

#define YX_FLOW_ERROR (yx_flow_error_quark ())
GQuark yx_flow_error_quark (void);

G_END_DECLS
