/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client/yx-local-hall.h"
#include "flow/yx-sample-desk.h"
#include "flow/yx-sample-guide.h"

G_BEGIN_DECLS

/**
 * YxSampleProgress:
 * @done: how much is done
 * @all: of how much
 * @data: the caller's own
 *
 * Told on any thread, one at a time.
 */
typedef void (*YxSampleProgress) (guint done, guint all, gpointer data);

/**
 * YxSampleStory:
 *
 * What the made-up enterprise and its people do at a sample hall, from registration to signed contracts.
 */
typedef struct _YxSampleStory YxSampleStory;

YxSampleStory *yx_sample_story_new (const char *folder, YxSampleProgress progress, gpointer data, GCancellable *cancellable);
void yx_sample_story_free (YxSampleStory *story);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxSampleStory, yx_sample_story_free)

gboolean yx_sample_story_before (YxSampleStory *story, YxLocalHall *hall, const char *hall_folder, GError **error);
gboolean yx_sample_story_live (YxSampleStory *story, GError **error);
YxSampleGuide *yx_sample_story_describe (YxSampleStory *story);

G_END_DECLS
