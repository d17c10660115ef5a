/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "seal/yx-seal-object.h"

G_BEGIN_DECLS

/* For this room's own files: fields that are owned, and their way to DER and back. */
YxSealObjectFields *yx_seal_info_read (GBytes *content);
void yx_seal_info_free (YxSealObjectFields *fields);
GBytes *yx_seal_info_write (const YxSealObjectFields *fields);

G_END_DECLS
