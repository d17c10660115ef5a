/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tool/yx-tool-verify.h"

#include <stdio.h>

#include "base/yx-clock.h"
#include "base/yx-json.h"
#include "flow/yx-flow-verify.h"
#include "flow/yx-verdict-words.h"

static GBytes *
collect_trust (char **files, GError **error)
{
  g_autoptr (GByteArray) pem = g_byte_array_new ();

  for (guint i = 0; files != NULL && files[i] != NULL; i++)
    {
      g_autoptr (GBytes) one = yx_flow_read_trust (files[i], error);

      if (one == NULL)
        {
          g_prefix_error (error, "--trust %s: ", files[i]);
          return NULL;
        }
      g_byte_array_append (pem, g_bytes_get_data (one, NULL), (guint) g_bytes_get_size (one));
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&pem));
}

/* Always UTF-8, whatever the locale: g_print() would turn it into question marks. */
static void
print_verdict (YxVerdict *verdict, gboolean json)
{
  g_autoptr (JsonNode) node = json ? yx_verdict_to_json (verdict) : NULL;
  g_autofree char *text = json ? yx_json_write (node) : yx_verdict_words (verdict);

  fputs (text, stdout);
  if (json)
    fputc ('\n', stdout);
  fflush (stdout);
}

/**
 * yx_tool_verify:
 * @options: what to verify and whom to trust
 *
 * `yinxinctl verify`: prints a verdict for each file.
 *
 * Returns: the exit status (formats.md): 0 all passed, 1 one failed, 2 a certificate can't be read, 3 none
 *   failed but one is open
 */
int
yx_tool_verify (const YxToolVerifyOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) trust = collect_trust (options->trust, &error);
  gboolean failed = FALSE;
  gboolean open = FALSE;

  if (trust == NULL)
    {
      fprintf (stderr, "yinxinctl: %s\n", error->message);
      return YX_TOOL_USAGE;
    }
  for (guint i = 0; options->files[i] != NULL; i++)
    {
      g_autoptr (GError) problem = NULL;
      gint64 now = yx_clock_now (yx_clock_system ());
      g_autoptr (YxVerdict) verdict = yx_flow_verify (options->files[i], trust, now, NULL, &problem);

      if (verdict == NULL)
        fprintf (stderr, "yinxinctl: %s: %s\n", options->files[i], problem->message);
      else
        print_verdict (verdict, options->json);
      failed |= verdict == NULL || verdict->status == YX_VERDICT_FAILED;
      open |= verdict != NULL && verdict->status == YX_VERDICT_INDETERMINATE;
    }
  if (failed)
    return YX_TOOL_FAILED;
  return open ? YX_TOOL_INDETERMINATE : YX_TOOL_DONE;
}
