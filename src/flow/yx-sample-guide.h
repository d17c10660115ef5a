/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/yx-words.h"

G_BEGIN_DECLS

/**
 * YxSampleAccount:
 * @kind: an enterprise's account or a person's
 * @login: what it signs in with
 * @name: the enterprise's or the person's
 * @certified: whether it has a certificate
 * @waiting: whether a contract waits for its signature
 *
 * Somebody at a sample hall whom one may sign in as.
 */
typedef struct
{
  YxRecord record;
  int kind;
  char *login;
  char *name;
  gboolean certified;
  gboolean waiting;
} YxSampleAccount;

YX_DECLARE_RECORD (YxSampleAccount, yx_sample_account)

/**
 * YxSampleGuide:
 * @password: of all its accounts
 * @certificate_password: of all its certificates
 * @accounts: (element-type YxSampleAccount): the enterprise's first
 *
 * How to get into a sample hall: `sample.json` in its folder. Nothing there is worth a secret.
 */
typedef struct
{
  YxRecord record;
  char *password;
  char *certificate_password;
  GPtrArray *accounts;
} YxSampleGuide;

YX_DECLARE_RECORD (YxSampleGuide, yx_sample_guide)

YxSampleGuide *yx_sample_guide_read (const char *folder, GError **error);
gboolean yx_sample_guide_write (YxSampleGuide *sample, const char *folder, GError **error);

G_END_DECLS
