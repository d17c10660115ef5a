/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hall/yx-hall-write.h"
#include "model/yx-document.h"
#include "model/yx-revision.h"

G_BEGIN_DECLS

#define YX_HALL_DOCUMENT_MAX (20 * 1024 * 1024)

GBytes *yx_hall_document_bytes (YxHall *hall, const YxDocument *document, GError **error);
GBytes *yx_hall_bytes_join (GBytes *head, GBytes *appended);

gboolean yx_hall_document_advance (YxHallWrite *write,
                                   const YxDocument *document,
                                   YxRevision *revision,
                                   YxDocumentState state,
                                   gboolean *moved,
                                   GError **error);

G_END_DECLS
