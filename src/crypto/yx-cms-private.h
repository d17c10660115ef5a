/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* For this room's own files: what both ways of checking a SignedData share. */

#include "crypto/yx-cms.h"
#include "crypto/yx-openssl.h"

CMS_SignerInfo *yx_cms_only_signer (CMS_ContentInfo *cms, GError **error);
gboolean yx_cms_collect_certificates (YxCms *result, CMS_ContentInfo *cms, CMS_SignerInfo *info, GError **error);
gboolean yx_cms_content_type_fits (CMS_SignerInfo *info, const ASN1_OBJECT *type);
gboolean yx_cms_names_signer (CMS_SignerInfo *info, YxCertificate *signer);
int yx_cms_digest_nid (CMS_SignerInfo *info);
void yx_cms_read_unsigned (YxCms *result, CMS_SignerInfo *info);
