/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "pdf/yx-pdf-error.h"

G_BEGIN_DECLS

/* What a keeper is sent besides the descriptors: of the question, the document, and where the answer goes. */
#define YX_JUDGE_WORD "judge"
#define YX_JUDGE_DESCRIPTORS 3

/**
 * YxJudgeKeeper:
 *
 * A `yinxin-judge` that is loaded and waits. It never reads a question or a document: for each it forks a process that
 * has the three descriptors, judges, and ends; so a document meets a process that no other document has touched, and
 * loading, linking and OpenSSL's beginning, which cost more than judging, are paid once.
 */
typedef struct _YxJudgeKeeper YxJudgeKeeper;

YxJudgeKeeper *yx_judge_keeper_take (GError **error);
gboolean yx_judge_keeper_ask (YxJudgeKeeper *keeper, const int descriptors[YX_JUDGE_DESCRIPTORS]);
gboolean yx_judge_keeper_done (YxJudgeKeeper *keeper, gint64 deadline);
gboolean yx_judge_keeper_is_fresh (YxJudgeKeeper *keeper);
void yx_judge_keeper_give_back (YxJudgeKeeper *keeper);
void yx_judge_keeper_kill (YxJudgeKeeper *keeper);
void yx_judge_retire (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxJudgeKeeper, yx_judge_keeper_kill)

G_END_DECLS
