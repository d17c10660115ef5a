/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * YxFileKind:
 * @YX_FILE_PDF: documents
 * @YX_FILE_CERTIFICATES: certificates, PEM or DER
 * @YX_FILE_PICTURES: PNG and JPEG
 * @YX_FILE_TABLES: CSV
 * @YX_FILE_TEXT: plain text
 * @YX_FILE_ANY: whatever there is
 *
 * What a person may choose; for each, the folder that was chosen last is opened first.
 */
typedef enum
{
  YX_FILE_PDF,
  YX_FILE_CERTIFICATES,
  YX_FILE_PICTURES,
  YX_FILE_TABLES,
  YX_FILE_TEXT,
  YX_FILE_ANY,
  YX_N_FILE_KINDS,
} YxFileKind;

void yx_dialog_open_file (GtkWidget *parent, const char *title, YxFileKind kind, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data);
void yx_dialog_save_file (GtkWidget *parent, const char *title, YxFileKind kind, const char *name,
                          GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
void yx_dialog_choose_folder (GtkWidget *parent, const char *title, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data);
GFile *yx_dialog_file_finish (GAsyncResult *result, GError **error);
char *yx_dialog_file_name (const char *name, const char *suffix);

/**
 * YxQuestion:
 * @heading: what is to be decided
 * @body: (nullable): what exactly happens
 * @yes: the answer that does it, with a mnemonic
 * @destructive: whether it can't be undone; then Enter does not say yes
 *
 * Something that a person has to decide, in the locale's language.
 */
typedef struct
{
  const char *heading;
  const char *body;
  const char *yes;
  gboolean destructive;
} YxQuestion;

void yx_dialog_ask (GtkWidget *parent, const YxQuestion *question, GCancellable *cancellable,
                    GAsyncReadyCallback callback, gpointer user_data);
gboolean yx_dialog_ask_finish (GtkWidget *parent, GAsyncResult *result);

G_END_DECLS
