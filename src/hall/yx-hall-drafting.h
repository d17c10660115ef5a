/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hall/yx-hall-write.h"
#include "model/yx-contract.h"
#include "model/yx-document.h"
#include "model/yx-filing.h"
#include "model/yx-revision.h"

G_BEGIN_DECLS

/* A contract drawn up: its rows, and its bytes already among the objects. */
typedef struct
{
  YxContract *contract; /* (owned) */
  YxDocument *document; /* (owned) */
  YxRevision *base;     /* (owned) */
} YxHallDrafting;

YxHallDrafting *yx_hall_draft_contract (YxHall *hall, const YxFiling *filing, GError **error);
gboolean
yx_hall_draft_write (YxHallWrite *write, YxHallDrafting *drafting, const char *person, GError **error);
void yx_hall_drafting_free (YxHallDrafting *drafting);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxHallDrafting, yx_hall_drafting_free)

G_END_DECLS
