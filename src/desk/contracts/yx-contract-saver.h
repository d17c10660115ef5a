/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "client/yx-line.h"
#include "desk/common/yx-seat.h"

G_BEGIN_DECLS

/**
 * YxContractSaver:
 *
 * Downloads of documents, one after the other, so that what a person looks at meanwhile need not wait for all of them.
 * For the main thread.
 */
#define YX_TYPE_CONTRACT_SAVER (yx_contract_saver_get_type ())
G_DECLARE_FINAL_TYPE (YxContractSaver, yx_contract_saver, YX, CONTRACT_SAVER, GObject)

YxContractSaver *yx_contract_saver_new (YxSeat *seat);
void yx_contract_saver_add (YxContractSaver *self, const char *document, const char *path);
guint yx_contract_saver_add_all (YxContractSaver *self, GPtrArray *lines, const char *folder);
void yx_contract_saver_start (YxContractSaver *self);
void yx_contract_saver_cancel (YxContractSaver *self);

guint yx_contract_saver_get_done (YxContractSaver *self);
guint yx_contract_saver_get_all (YxContractSaver *self);
guint yx_contract_saver_get_failed (YxContractSaver *self);
const GError *yx_contract_saver_get_error (YxContractSaver *self);

const char *yx_contract_saver_waits (void);
char *yx_contract_saver_path (const YxLine *line, const char *folder, GHashTable *taken);

G_END_DECLS
