/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/yx-document.h"

G_BEGIN_DECLS

/**
 * YxSealingState:
 * @YX_SEALING_WAITING: not tried yet, or stopped, or the hall did not answer
 * @YX_SEALING_RUNNING: under way
 * @YX_SEALING_DONE: sealed
 * @YX_SEALING_FAILED: not sealed; the line says why
 *
 * How far one document of many is.
 */
typedef enum
{
  YX_SEALING_WAITING,
  YX_SEALING_RUNNING,
  YX_SEALING_DONE,
  YX_SEALING_FAILED,
} YxSealingState;

/**
 * YxSealingLine:
 * @document: (owned): the document
 * @chosen: whether it shall be sealed
 * @state: how far it is
 * @reason: (owned) (nullable): why it failed, for people
 *
 * One document of those that somebody wants to seal.
 */
typedef struct
{
  YxDocument *document;
  gboolean chosen;
  YxSealingState state;
  char *reason;
} YxSealingLine;

/**
 * YxSealingList:
 *
 * Documents to be sealed, and how far each is. No display, no hall.
 */
typedef struct _YxSealingList YxSealingList;

YxSealingList *yx_sealing_list_new (GPtrArray *documents, const char *const *ids);
void yx_sealing_list_free (YxSealingList *list);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxSealingList, yx_sealing_list_free)

guint yx_sealing_list_length (const YxSealingList *list);
YxSealingLine *yx_sealing_list_line (const YxSealingList *list, guint index);
guint yx_sealing_list_count (const YxSealingList *list, YxSealingState state);
guint yx_sealing_list_to_do (const YxSealingList *list);
gboolean yx_sealing_list_can_seal (const YxSealingLine *line);
char *yx_sealing_list_title (const YxSealingLine *line);

GPtrArray *yx_sealing_list_begin (YxSealingList *list);
void yx_sealing_list_note (YxSealingList *list, const char *document, const GError *error);
void yx_sealing_list_end (YxSealingList *list);
char *yx_sealing_list_words (const YxSealingList *list);

G_END_DECLS
