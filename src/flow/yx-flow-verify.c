/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "flow/yx-flow-verify.h"

#include "base/yx-files.h"
#include "crypto/yx-certificate.h"
#include "crypto/yx-digest.h"
#include "pdf/yx-judge-call.h"
#include "pdf/yx-pdf-document.h"

#define MAX_FILE (64 * 1024 * 1024)
#define MAX_TRUST (1024 * 1024)

static YxVerdict *
unreadable (void)
{
  g_autofree char *nothing = yx_sha256_hex ("", 0);
  YxVerdict *verdict = yx_verdict_new (nothing);

  yx_verdict_lower (verdict, YX_VERDICT_FAILED, "unreadable");
  return verdict;
}

/**
 * yx_flow_verify_bytes:
 * @document: a file's bytes, ours or not
 * @trust: (nullable): certificates that are trusted, PEM
 * @now: microseconds since 1970
 *
 * As yx_flow_verify(), of what was read already.
 *
 * Returns: (transfer full) (nullable): the verdict; %NULL when the judge could not be asked
 */
YxVerdict *
yx_flow_verify_bytes (GBytes *document, GBytes *trust, gint64 now, GCancellable *cancellable, GError **error)
{
  const YxJudgeCall call = { .document = document, .trust = trust, .now = now };

  if (g_bytes_get_size (document) > YX_PDF_MAX_SIZE)
    return unreadable ();
  return yx_judge_call (&call, cancellable, error);
}

/**
 * yx_flow_verify:
 * @path: a file, ours or not
 * @trust: (nullable): certificates that are trusted, PEM
 * @now: microseconds since 1970
 *
 * Says of a PDF who signed what, when, in which capacity, how identity was proven and what changed since. It
 * is read by `yinxin-judge` alone. A file that can't be read has failed, too.
 *
 * Returns: (transfer full) (nullable): the verdict; %NULL when the judge could not be asked
 */
YxVerdict *
yx_flow_verify (const char *path, GBytes *trust, gint64 now, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) document = yx_file_read (path, MAX_FILE, NULL);
  YxVerdict *verdict = document != NULL ? yx_flow_verify_bytes (document, trust, now, cancellable, error) : unreadable ();

  if (verdict != NULL)
    {
      g_free (verdict->file);
      verdict->file = g_filename_display_name (path);
    }
  return verdict;
}

/**
 * yx_flow_read_trust:
 * @path: a file with certificates, PEM or one in DER
 *
 * Returns: (transfer full) (nullable): the certificates, PEM
 */
GBytes *
yx_flow_read_trust (const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = yx_file_read (path, MAX_TRUST, error);
  g_autoptr (YxCertificate) der = bytes != NULL ? yx_certificate_from_der (bytes, NULL) : NULL;
  g_autoptr (GPtrArray) list = bytes != NULL && der == NULL ? yx_certificate_list_from_pem (bytes, error) : NULL;
  g_autoptr (GString) pem = NULL;

  if (der == NULL && list == NULL)
    return NULL;
  if (list == NULL)
    {
      list = yx_certificate_list_new ();
      g_ptr_array_add (list, g_steal_pointer (&der));
    }
  pem = g_string_new (NULL);
  for (guint i = 0; i < list->len; i++)
    {
      g_autofree char *one = yx_certificate_to_pem (list->pdata[i]);

      g_string_append (pem, one);
    }
  return g_string_free_to_bytes (g_steal_pointer (&pem));
}
