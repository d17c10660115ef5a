/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/yx-authority-entry.h"

#include <glib/gi18n-lib.h>

static const YxField fields[] = {
  YX_TEXT (YxAuthorityEntry, fingerprint, N_ ("Fingerprint"), YX_ANSWER, .max = 64),
  YX_CHOICE (YxAuthorityEntry, role, yx_authority_roles, N_ ("Role"), YX_ANSWER),
  YX_BOOL (YxAuthorityEntry, active, N_ ("Active"), YX_ANSWER),
  YX_INSTANT (YxAuthorityEntry, valid_from, N_ ("Valid from"), YX_ANSWER),
  YX_INSTANT (YxAuthorityEntry, valid_to, N_ ("Valid to"), YX_ANSWER),
  YX_BYTES (YxAuthorityEntry, certificate, N_ ("Certificate"), YX_ANSWER, .max = 8192),
};

YX_DEFINE_RECORD (YxAuthorityEntry, yx_authority_entry, "authority", fields);
