/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/yx-api.h"

G_BEGIN_DECLS

JsonNode *yx_openapi (const char *version);
JsonNode *yx_openapi_schema (const YxRecordType *type, YxFieldFlags as);
char *yx_openapi_path (const YxEndpoint *endpoint);

G_END_DECLS
