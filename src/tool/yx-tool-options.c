/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tool/yx-tool-options.h"

#include <glib/gi18n-lib.h>

#define DEFAULT_COUNT 20
#define DEFAULT_SEED 1
#define NOT_GIVEN G_MININT64

/* What GOption fills in before it is checked. */
typedef struct
{
  gint64 count;
  gint64 seed;
  YxToolWalkthroughOptions *options;
} Raw;

static GOptionContext *
walkthrough_context (Raw *raw)
{
  YxToolWalkthroughOptions *options = raw->options;
  const GOptionEntry entries[] = {
    { "count", 0, 0, G_OPTION_ARG_INT64, &raw->count, N_ ("How many employees (20)"), "N" },
    { "employees", 0, 0, G_OPTION_ARG_FILENAME, &options->employees, N_ ("Whom to employ, CSV, instead of made-up people"), "FILE" },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &raw->seed, N_ ("Whom to make up: the same seed gives the same people (1)"), "S" },
    { "strokes", 0, 0, G_OPTION_ARG_FILENAME, &options->strokes, N_ ("A signature in pen strokes, varied for each person"), "FILE" },
    { "out", 0, 0, G_OPTION_ARG_FILENAME, &options->out, N_ ("Where the documents go (walkthrough)"), "DIR" },
    { "state", 0, 0, G_OPTION_ARG_FILENAME, &options->state, N_ ("Keep hall, clients and made-up passwords there, and go on there"), "DIR" },
    { "hall", 0, 0, G_OPTION_ARG_FILENAME, &options->hall, N_ ("A running hall's address, instead of a new one here"), "URL" },
    { "ca", 0, 0, G_OPTION_ARG_FILENAME, &options->ca, N_ ("Who vouches for that hall's TLS certificate, PEM"), "FILE" },
    { "codes", 0, 0, G_OPTION_ARG_FILENAME, &options->codes, N_ ("Where that hall's SMS codes are shown; - for standard input"), "FILE" },
    { NULL },
  };
  GOptionContext *context = g_option_context_new (NULL);

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_set_summary (context, _("Carries employees' contracts from registration to the verified document."));
  g_option_context_set_description (
    context, _("Passwords, and people who are not given, are made up from the seed: they are test data, never for real use.\n"
               "Faults of --employees are written as FILE:LINE:HEADING: reason; good rows go on.\n"
               "Exit status: 0 done, 1 a step failed or rows were left out, 2 usage."));
  return context;
}

static GOptionContext *
verify_context (YxToolVerifyOptions *options)
{
  const GOptionEntry entries[] = {
    { "trust", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->trust, N_ ("A certificate that you trust, PEM or DER; may be repeated"), "CERT" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options->json, N_ ("Write one JSON object per file"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->files, NULL, N_ ("FILE…") },
    { NULL },
  };
  GOptionContext *context = g_option_context_new (NULL);

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_set_summary (context, _("Says of PDF files who signed them, when, in which capacity, and what changed since."));
  g_option_context_set_description (
    context, _("Without --trust nobody is trusted. Exit status: 0 all passed, 1 one failed, 2 usage, 3 none failed but one is open."));
  return context;
}

static gboolean
refuse (GError **error, const char *reason)
{
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, reason);
  return FALSE;
}

/* Options come before what is left over. */
static gboolean
parse_all (GOptionContext *context, char ***arguments, GError **error)
{
  g_option_context_set_help_enabled (context, FALSE);
  if (!g_option_context_parse_strv (context, arguments, error))
    return FALSE;
  if (g_strv_length (*arguments) <= 1)
    return TRUE;
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION, _("“%s” is one argument too many"), (*arguments)[1]);
  return FALSE;
}

static gboolean
check_walkthrough (Raw *raw, GError **error)
{
  YxToolWalkthroughOptions *options = raw->options;

  options->given_count = raw->count != NOT_GIVEN;
  options->given_seed = raw->seed != NOT_GIVEN;
  if (options->given_count && (raw->count < 1 || raw->count > YX_TOOL_MAX_COUNT))
    return refuse (error, _("--count is between 1 and 1000"));
  if (options->given_count && options->employees != NULL)
    return refuse (error, _("--employees says whom, --count how many to make up: please give one of them"));
  if (options->given_seed && (raw->seed < 0 || raw->seed > G_MAXUINT32))
    return refuse (error, _("--seed is a number from 0 to 4294967295"));
  if (options->hall != NULL && options->codes == NULL)
    return refuse (error, _("--hall needs --codes: somebody has to read the SMS codes"));
  if (options->hall == NULL && (options->codes != NULL || options->ca != NULL))
    return refuse (error, _("--codes and --ca belong to --hall"));
  options->count = options->given_count ? (int) raw->count : DEFAULT_COUNT;
  options->seed = options->given_seed ? (guint32) raw->seed : DEFAULT_SEED;
  if (options->out == NULL)
    options->out = g_strdup ("walkthrough");
  return TRUE;
}

/**
 * yx_tool_walkthrough_options_parse:
 * @arguments: (inout): the arguments, the command's name first; what is understood is taken out
 *
 * Returns: (transfer full) (nullable): the options, or %NULL with %G_OPTION_ERROR
 */
YxToolWalkthroughOptions *
yx_tool_walkthrough_options_parse (char ***arguments, GError **error)
{
  g_autoptr (YxToolWalkthroughOptions) options = g_new0 (YxToolWalkthroughOptions, 1);
  Raw raw = { NOT_GIVEN, NOT_GIVEN, options };
  g_autoptr (GOptionContext) context = walkthrough_context (&raw);

  return parse_all (context, arguments, error) && check_walkthrough (&raw, error) ? g_steal_pointer (&options) : NULL;
}

/**
 * yx_tool_walkthrough_options_free:
 * @options: (transfer full): options
 */
void
yx_tool_walkthrough_options_free (YxToolWalkthroughOptions *options)
{
  g_free (options->employees);
  g_free (options->strokes);
  g_free (options->out);
  g_free (options->state);
  g_free (options->hall);
  g_free (options->ca);
  g_free (options->codes);
  g_free (options);
}

/**
 * yx_tool_verify_options_parse:
 * @arguments: (inout): the arguments, the command's name first; what is understood is taken out
 *
 * Returns: (transfer full) (nullable): the options, or %NULL with %G_OPTION_ERROR
 */
YxToolVerifyOptions *
yx_tool_verify_options_parse (char ***arguments, GError **error)
{
  g_autoptr (YxToolVerifyOptions) options = g_new0 (YxToolVerifyOptions, 1);
  g_autoptr (GOptionContext) context = verify_context (options);

  g_option_context_set_help_enabled (context, FALSE);
  if (!g_option_context_parse_strv (context, arguments, error))
    return NULL;
  if (options->files != NULL && options->files[0] != NULL)
    return g_steal_pointer (&options);
  refuse (error, _("Which files shall be verified?"));
  return NULL;
}

/**
 * yx_tool_verify_options_free:
 * @options: (transfer full): options
 */
void
yx_tool_verify_options_free (YxToolVerifyOptions *options)
{
  g_strfreev (options->trust);
  g_strfreev (options->files);
  g_free (options);
}

/**
 * yx_tool_no_options_parse:
 * @arguments: (inout): the arguments, the command's name first
 *
 * Returns: whether there are none, or %G_OPTION_ERROR
 */
gboolean
yx_tool_no_options_parse (char ***arguments, GError **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  return parse_all (context, arguments, error);
}

static char *
plain_help (const char *summary)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_set_summary (context, summary);
  return g_option_context_get_help (context, TRUE, NULL);
}

/**
 * yx_tool_api_help:
 *
 * Returns: (transfer full): what `yinxinctl api --help` says
 */
char *
yx_tool_api_help (void)
{
  return plain_help (_("Writes the hall's interface as OpenAPI 3.1, JSON: paths, records, problems, and who may do what."));
}

/**
 * yx_tool_rights_help:
 *
 * Returns: (transfer full): what `yinxinctl rights --help` says
 */
char *
yx_tool_rights_help (void)
{
  return plain_help (_("Writes who may do what: a line for each action, a column for each role, how far it reaches (any, own, "
                       "party: of the document), and the endpoints that ask for it."));
}

/**
 * yx_tool_walkthrough_help:
 *
 * Returns: (transfer full): what `yinxinctl walkthrough --help` says
 */
char *
yx_tool_walkthrough_help (void)
{
  g_autoptr (YxToolWalkthroughOptions) options = g_new0 (YxToolWalkthroughOptions, 1);
  Raw raw = { NOT_GIVEN, NOT_GIVEN, options };
  g_autoptr (GOptionContext) context = walkthrough_context (&raw);

  return g_option_context_get_help (context, TRUE, NULL);
}

/**
 * yx_tool_verify_help:
 *
 * Returns: (transfer full): what `yinxinctl verify --help` says
 */
char *
yx_tool_verify_help (void)
{
  g_autoptr (YxToolVerifyOptions) options = g_new0 (YxToolVerifyOptions, 1);
  g_autoptr (GOptionContext) context = verify_context (options);

  return g_option_context_get_help (context, TRUE, NULL);
}
