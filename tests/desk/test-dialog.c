/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gtk/gtk.h>
#include <string.h>

#include "desk/common/yx-dialog.h"
#include "lib/yx-test-wait.h"

static void
test_names (void)
{
  static const struct
  {
    const char *name;
    const char *suffix;
    const char *file;
  } table[] = {
    { "李想 · 劳动合同", ".pdf", "李想 · 劳动合同.pdf" },
    { "../../etc/passwd", ".pdf", "_.._etc_passwd.pdf" },
    { "...", ".csv", "yinxin.csv" },
    { "", ".txt", "yinxin.txt" },
    { " a:b*c?d\"e<f>g|h\\i ", ".txt", "a_b_c_d_e_f_g_h_i.txt" },
    { "line\nfeed\x7f", ".txt", "line_feed_.txt" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *file = yx_dialog_file_name (table[i].name, table[i].suffix);

      g_assert_cmpstr (file, ==, table[i].file);
    }
}

/* A name of any length fits, and no character is cut in two. */
static void
test_long_name (void)
{
  g_autoptr (GString) name = g_string_new (NULL);
  g_autofree char *file = NULL;

  for (int i = 0; i < 500; i++)
    g_string_append (name, "𠮷");
  file = yx_dialog_file_name (name->str, ".pdf");
  g_assert_cmpuint (strlen (file), <=, 255);
  g_assert_cmpuint (strlen (file), >, 100);
  g_assert_true (g_utf8_validate (file, -1, NULL));
  g_assert_true (g_str_has_suffix (file, "𠮷.pdf"));
}

typedef struct
{
  gboolean done;
  GFile *file;
  GError *error;
} Answer;

static void
note_answer (GObject *source, GAsyncResult *result, gpointer data)
{
  Answer *answer = data;

  answer->file = yx_dialog_file_finish (result, &answer->error);
  answer->done = TRUE;
}

static gboolean
is_done (gpointer data)
{
  return ((Answer *) data)->done;
}

/* Whoever asked can take the question back; then nothing was chosen. */
static void
test_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GtkWidget *window = gtk_window_new ();
  Answer answer = { 0 };

  gtk_window_present (GTK_WINDOW (window));
  yx_dialog_save_file (window, "Save", YX_FILE_PDF, "a.pdf", cancellable, note_answer, &answer);
  g_assert_false (answer.done);
  g_cancellable_cancel (cancellable);
  g_assert_true (yx_test_wait (is_done, &answer, 10000));
  g_assert_null (answer.file);
  g_assert_error (answer.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&answer.error);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk/dialog/names", test_names);
  g_test_add_func ("/desk/dialog/long-name", test_long_name);
  g_test_add_func ("/desk/dialog/cancelled", test_cancelled);
  return g_test_run ();
}
