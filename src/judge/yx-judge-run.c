/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "judge/yx-judge-run.h"

#include <string.h>

#include "base/yx-json.h"
#include "judge/yx-judge-seal.h"
#include "pdf/yx-pdf-judge.h"

#define PROTOCOL 1
#define MAX_TRUST (1024 * 1024)

static gboolean
fail (const char *what, GError **error)
{
  g_set_error (error, YX_PDF_ERROR, YX_PDF_ERROR_JUDGE, "The request cannot be read: %s", what);
  return FALSE;
}

static gboolean
get_int (JsonObject *object, const char *member, gint64 *integer)
{
  JsonNode *node = json_object_get_member (object, member);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64)
    return FALSE;
  *integer = json_node_get_int (node);
  return TRUE;
}

/* One line says what follows: @trust bytes of certificates. */
static gboolean
read_head (const char *line, gsize length, YxPdfJudging *by, gint64 *trust, gint64 *document, GError **error)
{
  g_autoptr (JsonNode) node = yx_json_parse (line, length, NULL, error);
  JsonObject *object = NULL;
  gint64 protocol = 0;
  gint64 taken = 0;

  if (node == NULL)
    return FALSE;
  object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  if (object == NULL || !get_int (object, "yinxin-judge", &protocol) || protocol != PROTOCOL ||
      !get_int (object, "now", &by->now) || !get_int (object, "trust", trust) ||
      !get_int (object, "document", document))
    return fail ("a member is missing", error);
  if (json_object_has_member (object, "taken") && (!get_int (object, "taken", &taken) || taken < 0))
    return fail ("what was taken before is no size", error);
  by->taken = (gsize) taken;
  return TRUE;
}

static YxTrust *
read_trust (const char *pem, gsize length, GError **error)
{
  g_autoptr (YxTrust) trust = yx_trust_new ();
  g_autoptr (GBytes) bytes = g_bytes_new (pem, length);
  g_autoptr (GPtrArray) certificates = NULL;

  if (length == 0)
    return g_steal_pointer (&trust);
  certificates = yx_certificate_list_from_pem (bytes, error);
  if (certificates == NULL)
    return NULL;
  for (guint i = 0; i < certificates->len; i++)
    yx_trust_add_anchor (trust, certificates->pdata[i]);
  return g_steal_pointer (&trust);
}

/**
 * yx_judge_run:
 * @request: one line of JSON: `yinxin-judge` (1), `now` (microseconds since 1970), `trust` and `document`
 *   (sizes in bytes), maybe `taken` (see #YxPdfJudging); then as many bytes of trusted certificates, PEM
 * @document: the PDF
 * @error: return location: %YX_PDF_ERROR_JUDGE
 *
 * Judges a document, its seals included.
 *
 * Returns: (transfer full): the verdict as JSON of one line
 */
char *
yx_judge_run (GBytes *request, GBytes *document, GError **error)
{
  gsize size = 0;
  const char *data = g_bytes_get_data (request, &size);
  const char *newline = size > 0 ? memchr (data, '\n', size) : NULL;
  g_autoptr (YxTrust) trust = NULL;
  g_autoptr (YxVerdict) verdict = NULL;
  g_autoptr (JsonNode) json = NULL;
  YxPdfJudging by = { 0 };
  gint64 trust_size = 0;
  gint64 document_size = 0;
  gsize left = 0;

  if (newline == NULL)
    {
      fail ("it has no line", error);
      return NULL;
    }
  if (!read_head (data, (gsize) (newline - data), &by, &trust_size, &document_size, error))
    return NULL;
  left = size - (gsize) (newline + 1 - data);
  if (trust_size < 0 || trust_size > MAX_TRUST || (gsize) trust_size != left ||
      document_size != (gint64) g_bytes_get_size (document))
    {
      fail ("its sizes are wrong", error);
      return NULL;
    }
  trust = read_trust (newline + 1, left, error);
  if (trust == NULL)
    return NULL;
  by.trust = trust;
  verdict = yx_pdf_judge (document, &by);
  yx_judge_seals (verdict, trust, by.now);
  json = yx_verdict_to_internal_json (verdict);
  return yx_json_write (json);
}
