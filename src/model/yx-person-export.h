/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/yx-words.h"

G_BEGIN_DECLS

/**
 * YxPersonExport:
 *
 * All that the hall has about a person, for themselves (spec.md 1.2-7): the bytes of documents come by
 * `revision.bytes`, keys by nobody but their holder.
 */
typedef struct
{
  YxRecord record;
  gint64 made;
  YxRecord *person;
  GPtrArray *accounts;     /* the personal one, and those of enterprises that the person heads */
  GPtrArray *sessions;
  GPtrArray *certificates;
  GPtrArray *filings;      /* those that were joined to the person */
  GPtrArray *contracts;
  GPtrArray *documents;    /* with consents, reasons and addresses for delivery */
  GPtrArray *seal_uses;
  GPtrArray *events;       /* what the person did, and what anybody did to any of the above */
} YxPersonExport;

YX_DECLARE_RECORD (YxPersonExport, yx_person_export)

G_END_DECLS
