/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/yx-secret.h"
#include "desk/common/yx-reason-row.h"

G_BEGIN_DECLS

/**
 * YxPasswordKind:
 * @YX_PASSWORD_ACCOUNT: the account's, which exists
 * @YX_PASSWORD_CERTIFICATE: the certificate password, which exists
 * @YX_PASSWORD_NEW_ACCOUNT: a new one for the account, by the rules of spec.md 1.1-5
 * @YX_PASSWORD_NEW_CERTIFICATE: a new certificate password, by those of spec.md 2.3-1
 *
 * What a password is asked for.
 */
typedef enum
{
  YX_PASSWORD_ACCOUNT,
  YX_PASSWORD_CERTIFICATE,
  YX_PASSWORD_NEW_ACCOUNT,
  YX_PASSWORD_NEW_CERTIFICATE,
} YxPasswordKind;

/**
 * YxPasswordRow:
 *
 * A row that takes a password. It holds it no longer than until it is taken.
 */
#define YX_TYPE_PASSWORD_ROW (yx_password_row_get_type ())
G_DECLARE_FINAL_TYPE (YxPasswordRow, yx_password_row, YX, PASSWORD_ROW, YxReasonRow)

YxPasswordRow *yx_password_row_new (YxPasswordKind kind);
YxPasswordRow *yx_password_row_new_repeat (YxPasswordRow *first);
gboolean yx_password_row_get_complete (YxPasswordRow *self);
YxSecret *yx_password_row_take (YxPasswordRow *self);
void yx_password_row_clear (YxPasswordRow *self);

G_END_DECLS
