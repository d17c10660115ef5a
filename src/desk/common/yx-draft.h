/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "base/yx-record.h"
#include "model/yx-words.h"

G_BEGIN_DECLS

/**
 * YxDraftNote:
 * @field: what it is about
 * @severity: whether it stops or asks
 * @words: in the locale's language
 * @article: (nullable): the law's article, in Chinese
 *
 * What others than the record's own checks say of a field: a rule of law.md 1, or the hall.
 */
typedef struct
{
  char *field;
  YxSeverity severity;
  char *words;
  char *article;
} YxDraftNote;

YxDraftNote *yx_draft_note_new (const char *field, YxSeverity severity, const char *words, const char *article);
void yx_draft_note_free (YxDraftNote *note);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxDraftNote, yx_draft_note_free)

#define YX_TYPE_DRAFT (yx_draft_get_type ())
G_DECLARE_FINAL_TYPE (YxDraft, yx_draft, YX, DRAFT, GObject)

YxDraft *yx_draft_new (const YxRecordType *type);
YxDraft *yx_draft_from_record (gconstpointer record);
const YxRecordType *yx_draft_get_record_type (YxDraft *self);
const YxField *yx_draft_find (YxDraft *self, const char *field);

void yx_draft_set_text (YxDraft *self, const char *field, const char *text);
const char *yx_draft_get_text (YxDraft *self, const char *field);
gboolean yx_draft_is_empty (YxDraft *self, const char *field);
const char *yx_draft_get_error (YxDraft *self, const char *field);

GListModel *yx_draft_get_items (YxDraft *self, const char *field);
YxDraft *yx_draft_add_item (YxDraft *self, const char *field);
void yx_draft_remove_item (YxDraft *self, const char *field, YxDraft *item);

void yx_draft_set_notes (YxDraft *self, GPtrArray *notes);
void yx_draft_refuse (YxDraft *self, const char *field, const char *words);
const YxDraftNote *yx_draft_get_note (YxDraft *self, const char *field);

gpointer yx_draft_peek (YxDraft *self);
gpointer yx_draft_to_record (YxDraft *self, GError **error);
JsonNode *yx_draft_to_json (YxDraft *self);
void yx_draft_read_json (YxDraft *self, JsonNode *node);

G_END_DECLS
