/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client/yx-drafts.h"
#include "model/yx-contract.h"
#include "model/yx-document.h"
#include "model/yx-filing.h"

G_BEGIN_DECLS

/**
 * YxLine:
 * @id: its filing's, or its document's where there is no filing to be seen; a draft's
 * @filing: (nullable): its filing; a draft has none
 * @document: (nullable): its document
 * @name: the worker's; for a worker the document's title
 * @post: (nullable): the worker's post
 * @kind: (nullable): the nick of a #YxTermKind
 * @words: what a search looks into
 * @state: the nick of the state that is shown, see yx_line_state()
 * @signed_by_all: whether from now on days alone change @state
 * @todo: whether it waits for this account
 * @who: (nullable): the worker's document number, to tell what was filed anew
 * @filed: when it was filed
 * @reason: (nullable): why it was returned, declined or withdrawn
 * @updated: when something last happened to it
 *
 * What a list shows of one contract on its way: narrow, so that many fit into memory.
 */
typedef struct
{
  YxRecord record;
  char *id;
  char *filing;
  char *document;
  char *name;
  char *post;
  char *kind;
  char *words;
  char *state;
  gboolean signed_by_all;
  gboolean todo;
  YxDate from;
  YxDate to;
  char *who;
  gint64 filed;
  char *reason;
  gint64 updated;
} YxLine;

YX_DECLARE_RECORD (YxLine, yx_line)

YxLine *yx_line_compose (YxAccountKind account, const YxFiling *filing, const YxDocument *document, const YxContract *contract);
YxLine *yx_line_of_draft (const YxKeptDraft *draft);
const YxChoice *yx_line_state (const char *nick);

G_END_DECLS
