/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "crypto/yx-authority.h"
#include "crypto/yx-cms.h"
#include "crypto/yx-trust.h"

G_BEGIN_DECLS

/* A user of the test PKI: key, certificate, and both as a signer for yx_cms_sign(). */
typedef struct
{
  YxKey *key;
  YxCertificate *certificate;
  GPtrArray *chain;
  YxSigner signer; /* borrows from the three */
} YxTestUser;

void yx_test_user_free (YxTestUser *user);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxTestUser, yx_test_user_free)

/* Root, issuing authority, seal maker and TSA as a hall has them, made at a given instant. */
typedef struct
{
  gint64 now;
  YxAuthority *root;
  YxAuthority *issuing;
  YxTestUser *seal_maker;
  YxTestUser *tsa;
  GPtrArray *chain; /* the issuing authority: what signers include beside their own certificate */
  YxTrust *trust;   /* the root as its only anchor */
} YxTestPki;

YxTestPki *yx_test_pki_new (gint64 now);
void yx_test_pki_free (YxTestPki *pki);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxTestPki, yx_test_pki_free)

YxTestUser *yx_test_pki_user (YxTestPki *pki, const YxSubject *subject, gint64 now);
YxTestUser *yx_test_pki_person (YxTestPki *pki, const char *name);
YxTestUser *yx_test_pki_enterprise (YxTestPki *pki, const char *name, const char *organisation, const char *uscc);

G_END_DECLS
