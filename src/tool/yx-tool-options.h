/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define YX_TOOL_DONE 0
#define YX_TOOL_FAILED 1
#define YX_TOOL_USAGE 2
#define YX_TOOL_INDETERMINATE 3

#define YX_TOOL_MAX_COUNT 1000

/**
 * YxToolWalkthroughOptions:
 * @count: how many employees
 * @seed: whom to make up
 * @given_count: whether it was given
 * @given_seed: whether it was given
 * @employees: (nullable): a file that says whom to employ, instead of @count made-up people
 * @strokes: (nullable): a file with a signature to vary
 * @out: where the documents go
 * @state: (nullable): what is kept to go on after a restart
 * @hall: (nullable): a hall's address; %NULL: one is made
 * @ca: (nullable): who vouches for the hall's TLS certificate
 * @codes: (nullable): a file with SMS codes, or `-`
 *
 * `yinxinctl walkthrough`'s options.
 */
typedef struct
{
  int count;
  guint32 seed;
  gboolean given_count;
  gboolean given_seed;
  char *employees;
  char *strokes;
  char *out;
  char *state;
  char *hall;
  char *ca;
  char *codes;
} YxToolWalkthroughOptions;

/**
 * YxToolVerifyOptions:
 * @trust: (nullable): files with certificates to trust
 * @json: whether to write JSON lines
 * @files: what to verify
 *
 * `yinxinctl verify`'s options.
 */
typedef struct
{
  char **trust;
  gboolean json;
  char **files;
} YxToolVerifyOptions;

YxToolWalkthroughOptions *yx_tool_walkthrough_options_parse (char ***arguments, GError **error);
void yx_tool_walkthrough_options_free (YxToolWalkthroughOptions *options);
YxToolVerifyOptions *yx_tool_verify_options_parse (char ***arguments, GError **error);
void yx_tool_verify_options_free (YxToolVerifyOptions *options);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxToolWalkthroughOptions, yx_tool_walkthrough_options_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxToolVerifyOptions, yx_tool_verify_options_free)

gboolean yx_tool_no_options_parse (char ***arguments, GError **error);

char *yx_tool_walkthrough_help (void);
char *yx_tool_verify_help (void);
char *yx_tool_api_help (void);
char *yx_tool_rights_help (void);

G_END_DECLS
