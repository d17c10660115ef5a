/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "flow/yx-sample-guide.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/yx-files.h"
#include "base/yx-json.h"

#define FILE_NAME "sample.json"
#define MAX_SIZE (64 * 1024)
#define MAX_ACCOUNTS 50

static const YxField account_fields[] = {
  YX_CHOICE (YxSampleAccount, kind, yx_account_kinds, N_ ("Kind of account"), YX_ANSWER | YX_CREATE | YX_REQUIRED),
  YX_TEXT (YxSampleAccount, login, N_ ("Account name"), YX_ANSWER | YX_CREATE | YX_REQUIRED, .max = 40),
  YX_TEXT (YxSampleAccount, name, N_ ("Name"), YX_ANSWER | YX_CREATE | YX_REQUIRED, .max = 60),
  YX_BOOL (YxSampleAccount, certified, N_ ("Has a certificate"), YX_ANSWER | YX_CREATE),
  YX_BOOL (YxSampleAccount, waiting, N_ ("Has a contract to sign"), YX_ANSWER | YX_CREATE),
};

YX_DEFINE_RECORD (YxSampleAccount, yx_sample_account, "sample_account", account_fields);

static const YxField fields[] = {
  YX_TEXT (YxSampleGuide, password, N_ ("Password"), YX_ANSWER | YX_CREATE | YX_REQUIRED, .max = 40),
  YX_TEXT (YxSampleGuide, certificate_password, N_ ("Certificate password"), YX_ANSWER | YX_CREATE | YX_REQUIRED, .max = 40),
  YX_LIST (YxSampleGuide, accounts, &yx_sample_account_type, N_ ("Accounts"), YX_ANSWER | YX_CREATE | YX_REQUIRED, .min = 1, .max = MAX_ACCOUNTS),
};

YX_DEFINE_RECORD (YxSampleGuide, yx_sample_guide, "sample_guide", fields);

/**
 * yx_sample_guide_read:
 * @folder: a sample hall's data folder
 *
 * Returns: (transfer full) (nullable): how to get in
 */
YxSampleGuide *
yx_sample_guide_read (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, FILE_NAME, NULL);
  g_autoptr (GBytes) bytes = yx_file_read (path, MAX_SIZE, error);
  g_autoptr (JsonNode) node
      = bytes != NULL ? yx_json_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL, error) : NULL;
  g_autoptr (YxSampleGuide) sample = node != NULL ? yx_record_from_json (&yx_sample_guide_type, node, YX_ANSWER, error) : NULL;

  if (sample != NULL && yx_record_validate (sample, error))
    return g_steal_pointer (&sample);
  g_prefix_error (error, "%s does not say how to get into the sample: ", path);
  return NULL;
}

/**
 * yx_sample_guide_write:
 * @sample: how to get into a sample hall
 * @folder: its data folder
 *
 * Returns: whether it is written
 */
gboolean
yx_sample_guide_write (YxSampleGuide *sample, const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, FILE_NAME, NULL);
  g_autoptr (JsonNode) node = yx_record_to_json (sample, YX_ANSWER);
  g_autofree char *text = json_to_string (node, TRUE);

  return yx_file_write (path, text, strlen (text), 0600, error);
}
