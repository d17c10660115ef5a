/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/yx-words.h"

G_BEGIN_DECLS

/* Check functions for record tables: law.md 2 and spec.md 1.1. Errors: YX_RECORD_ERROR. */
gboolean yx_check_name (const char *text, GError **error);
gboolean yx_check_unit_name (const char *text, GError **error);
gboolean yx_check_login (const char *text, GError **error);
gboolean yx_check_phone (const char *text, GError **error);
gboolean yx_check_email (const char *text, GError **error);
gboolean yx_check_occupation (const char *text, GError **error);
gboolean yx_check_code (const char *text, GError **error);
gboolean yx_check_password (const char *text, GError **error);
gboolean yx_check_certificate_password (const char *text, GError **error);
gboolean yx_check_uscc (const char *text, GError **error);
gboolean yx_check_resident_number (const char *text, GError **error);
gboolean yx_check_document_number (YxDocType type, const char *text, GError **error);

char *yx_normalize_document_number (const char *text);
gboolean yx_resident_number_facts (const char *number, YxDate *birth, gboolean *male);
gboolean yx_document_number_facts (YxDocType type, const char *number, YxDate *birth, gboolean *male);
char *yx_uscc_region (const char *uscc);
gboolean yx_uscc_suits (const char *uscc, YxUnitType type);

G_END_DECLS
