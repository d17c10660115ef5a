/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client/yx-drafts.h"
#include "desk/common/yx-seat.h"
#include "model/yx-enterprise.h"
#include "model/yx-filing.h"

G_BEGIN_DECLS

/* What a filing form has done on a seat's lanes; each is a #YxSeatFunc with its data. */

/**
 * YxFilingOpened:
 * @enterprise: (owned) (nullable): who files, as far as it is known here
 * @remembered: (owned) (nullable): of the last filing
 * @kept: (owned) (nullable): the draft that was asked for
 * @returned: (owned) (nullable): the filing that was asked for
 * @id: (owned) (nullable): what the draft has or will have; %NULL: a new one
 * @drafts: (owned): of YxKeptDraft
 */
typedef struct
{
  YxEnterprise *enterprise;
  JsonNode *remembered;
  JsonNode *kept;
  YxFiling *returned;
  char *id;
  GPtrArray *drafts;
} YxFilingOpened;

void yx_filing_opened_free (YxFilingOpened *opened);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxFilingOpened, yx_filing_opened_free)

/**
 * YxFilingErrand:
 * @id: (owned): the draft's
 * @title: (owned) (nullable): what people know it by
 * @body: (owned) (nullable): of the draft
 * @remembered: (owned) (nullable): for the next filing
 * @filing: (owned) (nullable): what is filed
 * @today: for the checks
 * @mirror: (owned) (nullable): of the account, for what it shows of drafts
 */
typedef struct
{
  char *id;
  char *title;
  JsonNode *body;
  JsonNode *remembered;
  YxFiling *filing;
  YxDate today;
  YxMirror *mirror;
} YxFilingErrand;

YxFilingErrand *yx_filing_errand_new (YxSeat *seat, const char *id);
void yx_filing_errand_free (gpointer errand);

/**
 * YxFilingSent:
 * @filing: (owned) (nullable): as the hall has it; %NULL: it waits in the outbox
 */
typedef struct
{
  YxFiling *filing;
} YxFilingSent;

void yx_filing_sent_free (YxFilingSent *sent);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxFilingSent, yx_filing_sent_free)

gpointer yx_filing_errand_open (YxActor *actor, gpointer data, GCancellable *cancellable, GError **error);
gpointer yx_filing_errand_keep (YxActor *actor, gpointer data, GCancellable *cancellable, GError **error);
gpointer yx_filing_errand_drop (YxActor *actor, gpointer data, GCancellable *cancellable, GError **error);
gpointer yx_filing_errand_send (YxActor *actor, gpointer data, GCancellable *cancellable, GError **error);

G_END_DECLS
