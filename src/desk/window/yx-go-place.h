/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * YxGoPlace:
 * @title: what it is called, in the locale's language
 * @note: (nullable): what it is, in a word or two
 * @words: (nullable): further words for it
 * @icon: a symbolic icon's name
 * @action: what goes there
 * @target: (nullable): the action's
 *
 * Somewhere to go: a pane, an action, a topic of the help, a contract.
 */
typedef struct
{
  char *title;
  char *note;
  char *words;
  char *icon;
  char *action;
  GVariant *target;
} YxGoPlace;

YxGoPlace *yx_go_place_new (const char *title, const char *note, const char *words, const char *icon, const char *action,
                            GVariant *target);
void yx_go_place_free (YxGoPlace *place);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxGoPlace, yx_go_place_free)

GPtrArray *yx_go_places_find (GPtrArray *places, const char *typed, guint most);
GPtrArray *yx_go_places_of_actions (void);
const char *yx_go_place_words_of_pane (const char *name);

G_END_DECLS
