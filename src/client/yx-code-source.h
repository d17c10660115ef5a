/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "base/yx-secret.h"

G_BEGIN_DECLS

/**
 * YxCodeSource:
 *
 * Where SMS codes come from when no phone is at hand: lines of `{"time","phone","purpose","code"}`
 * (formats.md, `sms/shown.jsonl`) from a file that grows, a pipe, or an embedded hall.
 */
typedef struct _YxCodeSource YxCodeSource;

YxCodeSource *yx_code_source_new (void);
YxCodeSource *yx_code_source_new_file (const char *path, GError **error);
YxCodeSource *yx_code_source_new_stream (int descriptor);
YxCodeSource *yx_code_source_ref (YxCodeSource *source);
void yx_code_source_unref (YxCodeSource *source);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxCodeSource, yx_code_source_unref)

gboolean yx_code_source_add (YxCodeSource *source, const char *line, gsize size);
YxSecret *yx_code_source_wait (YxCodeSource *source, const char *phone, const char *purpose, guint seconds, GCancellable *cancellable, GError **error);
void yx_code_source_forget (YxCodeSource *source, const char *phone, const char *purpose);

G_END_DECLS
