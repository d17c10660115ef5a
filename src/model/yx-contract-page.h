/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/yx-words.h"
#include "model/yx-contract.h"

G_BEGIN_DECLS

/**
 * YxContractPage:
 *
 * A page of a list, with the cursor of the next one; absent on the last.
 */
typedef struct
{
  YxRecord record;
  GPtrArray *items;
  char *next;
} YxContractPage;

YX_DECLARE_RECORD (YxContractPage, yx_contract_page)

G_END_DECLS
