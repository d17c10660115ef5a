/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * YxHelpTopic:
 * @id: its name
 * @title: a question or a task, untranslated
 * @text: the answer in plain words, untranslated
 * @words: further words under which people look for it, those of the old portal's menus among them; Chinese
 *
 * Something that the help explains.
 */
typedef struct
{
  const char *id;
  const char *title;
  const char *text;
  const char *words;
} YxHelpTopic;

const YxHelpTopic *yx_help_topics (guint *n_topics);
gboolean yx_help_topic_matches (const YxHelpTopic *topic, const char *typed);
guint yx_help_score (const char *typed, const char *title, const char *words);

G_END_DECLS
