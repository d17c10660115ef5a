/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * YxText:
 * @YX_TEXT_AGREEMENT: the registration agreement
 * @YX_TEXT_PRIVACY: the privacy policy
 *
 * Texts that are consented to; they are carried along with the program.
 */
typedef enum
{
  YX_TEXT_AGREEMENT,
  YX_TEXT_PRIVACY,
} YxText;

char *yx_text_read (YxText text, const char *const *languages);
void yx_text_show (GtkWidget *parent, YxText text);

G_END_DECLS
