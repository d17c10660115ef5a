/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench/bench-desk-document.h"
#include "bench/bench-desk-list.h"
#include "bench/bench-desk-sample.h"
#include "desk/window/yx-application.h"
#include "yinxin-desk-resources.h"

/* Needs a display: run below under-display.py. `bench-desk RUNS` writes a JSON object, `bench-desk RUNS PART` one part of it;
 * `bench-desk --window KIND` is one start, which writes the moment of its first frame. */

static void
painted (GdkFrameClock *clock, gpointer application)
{
  printf ("%" G_GINT64_FORMAT "\n", g_get_monotonic_time ());
  fflush (stdout);
  g_signal_handlers_disconnect_by_func (clock, painted, application);
  g_application_quit (application);
}

static void
watch_first_frame (GtkWidget *window, gpointer application)
{
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (painted), application);
}

static void
watch_window (GtkApplication *application, GtkWindow *window)
{
  g_signal_connect_after (window, "map", G_CALLBACK (watch_first_frame), application);
}

static void
show_empty (GApplication *application)
{
  GtkWidget *window = adw_application_window_new (GTK_APPLICATION (application));

  gtk_window_set_default_size (GTK_WINDOW (window), 1200, 780);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), adw_header_bar_new ());
  gtk_window_present (GTK_WINDOW (window));
}

static int
show_window (const char *kind)
{
  g_autoptr (GApplication) application = NULL;

  if (g_str_equal (kind, "empty"))
    {
      application = G_APPLICATION (adw_application_new ("io.github.yinxin.Empty", G_APPLICATION_DEFAULT_FLAGS));
      g_signal_connect (application, "activate", G_CALLBACK (show_empty), NULL);
    }
  else
    application = G_APPLICATION (yx_application_new ());
  g_signal_connect (application, "window-added", G_CALLBACK (watch_window), NULL);
  return g_application_run (application, 0, NULL);
}

/* From before the process is made until its first frame is on the screen, in milliseconds. */
static double
time_start (const char *program, const char *kind)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *said = NULL;
  g_autoptr (GSubprocess) process = NULL;
  gint64 begun = g_get_monotonic_time ();

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, "--window", kind, NULL);
  BENCH_ASSERT_NO_ERROR (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &said, NULL, &error);
  BENCH_ASSERT_NO_ERROR (error);
  if (!g_subprocess_get_successful (process) || said[0] == '\0')
    g_error ("%s --window %s shows no frame", program, kind);
  return (double) (g_ascii_strtoll (said, NULL, 10) - begun) / 1000.0;
}

/* Turn by turn, so that whatever else the machine does meets both alike. */
static void
measure_starts (JsonObject *report, const char *program, guint runs)
{
  static const char *const kinds[] = { "empty", "desk" };
  JsonObject *object = bench_report_child (report, "first_frame_ms");
  GArray *times[G_N_ELEMENTS (kinds)] = { NULL };

  for (gsize k = 0; k < G_N_ELEMENTS (kinds); k++)
    times[k] = g_array_new (FALSE, FALSE, sizeof (double));
  for (guint i = 0; i < runs + 1; i++)
    for (gsize k = 0; k < G_N_ELEMENTS (kinds); k++)
      {
        double took = time_start (program, kinds[k]);

        /* The first turn warms caches. */
        if (i > 0)
          g_array_append_val (times[k], took);
      }
  for (gsize k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      bench_report_spread (bench_report_child (object, kinds[k]), times[k]);
      g_array_unref (times[k]);
    }
}

/* The most memory that this process, with the list and the document open, ever had; KiB. */
static gint64
peak_memory (void)
{
  g_autofree char *text = NULL;
  const char *at;

  if (!g_file_get_contents ("/proc/self/status", &text, NULL, NULL))
    return 0;
  at = strstr (text, "VmHWM:");
  return at != NULL ? g_ascii_strtoll (at + strlen ("VmHWM:"), NULL, 10) : 0;
}

static void
measure_window (JsonObject *report, guint runs)
{
  MirrorFixture fixture = { 0 };
  GtkWidget *windows[2];

  adw_init ();
  g_resources_register (yx_desk_resources_get_resource ());
  mirror_fixture_set_up (&fixture, GINT_TO_POINTER (YX_ACCOUNT_ENTERPRISE));
  windows[0] = bench_desk_list (bench_report_child (report, "list"), &fixture);
  windows[1] = bench_desk_document (report, runs);
  json_object_set_int_member (report, "peak_memory_kib", peak_memory ());
  for (gsize i = 0; i < G_N_ELEMENTS (windows); i++)
    gtk_window_destroy (GTK_WINDOW (windows[i]));
  mirror_fixture_tear_down (&fixture, GINT_TO_POINTER (YX_ACCOUNT_ENTERPRISE));
}

static gboolean
is_asked (const char *part, const char *name)
{
  return part == NULL || strcmp (part, name) == 0;
}

int
main (int argc, char **argv)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *report = json_object_new ();
  g_autofree char *text = NULL;

  setlocale (LC_ALL, "");
  if (argc == 3 && strcmp (argv[1], "--window") == 0)
    return show_window (argv[2]);
  if (argc < 2 || argc > 3 || atoi (argv[1]) < 1)
    return 2;
  json_node_take_object (node, report);
  if (is_asked (argv[2], "starts"))
    measure_starts (report, argv[0], (guint) atoi (argv[1]));
  if (is_asked (argv[2], "window"))
    measure_window (report, (guint) atoi (argv[1]));
  if (is_asked (argv[2], "sample"))
    bench_desk_sample (bench_report_child (report, "sample"));
  text = json_to_string (node, TRUE);
  puts (text);
  return 0;
}
