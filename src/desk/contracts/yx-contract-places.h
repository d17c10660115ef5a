/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client/yx-index.h"
#include "desk/contracts/yx-contract-row.h"

G_BEGIN_DECLS

/**
 * YxContractPlaces:
 *
 * The rows of a list that somebody holds, by their positions; it holds none itself. For the main thread.
 */
typedef struct _YxContractPlaces YxContractPlaces;

typedef void (*YxContractPlaceFunc) (YxContractRow *row, const YxIndexKey *key, gpointer data);

YxContractPlaces *yx_contract_places_new (void);
void yx_contract_places_free (YxContractPlaces *places);
YxContractRow *yx_contract_places_find (YxContractPlaces *places, guint position);
void yx_contract_places_put (YxContractPlaces *places, guint position, const YxIndexKey *key, YxContractRow *row);
void yx_contract_places_shift (YxContractPlaces *places, guint position, guint removed, guint added);
void yx_contract_places_follow (YxContractPlaces *places, GArray *keys, YxContractPlaceFunc func, gpointer data);
void yx_contract_places_each (YxContractPlaces *places, YxContractPlaceFunc func, gpointer data);
guint yx_contract_places_length (YxContractPlaces *places);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxContractPlaces, yx_contract_places_free)

G_END_DECLS
