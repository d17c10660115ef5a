/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf/yx-pdf-judge.h"

#include <string.h>

#include "pdf/yx-pdf-changes.h"
#include "pdf/yx-pdf-document-private.h"
#include "pdf/yx-pdf-layout.h"
#include "pdf/yx-pdf-qpdf.h"
#include "pdf/yx-pdf-signature.h"

#define MAX_SIGNATURES 64
#define CLOCK_TOLERANCE (5 * 60 * G_USEC_PER_SEC)

/* A document while it is judged. */
typedef struct
{
  const YxPdfJudging *by;
  YxPdfDocument *document;
  YxPdfQpdf *qpdf;
  YxVerdict *verdict;
  GPtrArray *forms;      /* per revision: its fields */
  GPtrArray *signatures; /* YxPdfSignature, by revision */
} Judging;

static gboolean
is_known (const Judging *judging, const YxPdfFormField *field, const YxPdfEntry *entry)
{
  for (guint i = 0; i < judging->signatures->len; i++)
    {
      const YxPdfSignature *other = judging->signatures->pdata[i];
      const YxPdfEntry *place = yx_pdf_document_entry (judging->document, other->revision, other->field->value_number);

      if (place != NULL && place->place == entry->place && place->index == entry->index &&
          strcmp (field->name, other->field->name) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
add_signature (Judging *judging, guint revision, const YxPdfFormField *field)
{
  const YxPdfEntry *entry = yx_pdf_document_entry (judging->document, revision, field->value_number);
  YxPdfSignature *signature = NULL;

  if (entry == NULL || is_known (judging, field, entry))
    return;
  signature = g_new0 (YxPdfSignature, 1);
  signature->revision = revision;
  signature->field = field;
  signature->value = field->value;
  signature->facts = yx_verdict_add_signature (judging->verdict, field->name);
  signature->facts->revision = revision + 1;
  g_ptr_array_add (judging->signatures, signature);
}

/* Each signature belongs to the revision in which its value appeared. */
static gboolean
collect (Judging *judging)
{
  for (guint r = 0; r < yx_pdf_document_n_revisions (judging->document); r++)
    {
      GPtrArray *fields = yx_pdf_document_form_fields (judging->document, r);

      g_ptr_array_add (judging->forms, fields);
      for (guint i = 0; i < fields->len && judging->signatures->len <= MAX_SIGNATURES; i++)
        {
          const YxPdfFormField *field = fields->pdata[i];

          if (field->signature && field->value != NULL)
            add_signature (judging, r, field);
        }
    }
  return judging->signatures->len <= MAX_SIGNATURES;
}

static void
set_level (YxVerdictSignature *facts, const char *level)
{
  g_free (facts->level);
  facts->level = g_strdup (level);
}

static void
check_each (Judging *judging)
{
  for (guint i = 0; i < judging->signatures->len; i++)
    {
      YxPdfSignature *signature = judging->signatures->pdata[i];
      const YxPdfSignature *before = i > 0 ? judging->signatures->pdata[i - 1] : NULL;

      yx_pdf_signature_check (signature, judging->document);
      yx_pdf_signature_look (signature, judging->document);
      if (before != NULL && before->revision == signature->revision)
        signature->reason = "FORMAT_FAILURE";
      if (signature->reason != NULL)
        yx_verdict_lower (judging->verdict, YX_VERDICT_FAILED, signature->reason);
      if (signature->reason != NULL && strcmp (signature->reason, "appearance") != 0)
        signature->facts->valid = FALSE;
      signature->facts->pades = signature->facts->pades && signature->facts->valid;
      if (signature->facts->valid && signature->cms != NULL && signature->cms->weak)
        yx_verdict_lower (judging->verdict, YX_VERDICT_INDETERMINATE, "CRYPTO_CONSTRAINTS_FAILURE_NO_POE");
      if (signature->facts->pades)
        set_level (signature->facts, "B-B");
      else if (!signature->facts->timestamp || !signature->facts->valid)
        set_level (signature->facts, NULL);
    }
}

static void
note_changes (Judging *judging, guint revision, const GPtrArray *found)
{
  for (guint s = 0; s < judging->signatures->len; s++)
    {
      const YxPdfSignature *signature = judging->signatures->pdata[s];

      if (signature->revision >= revision)
        continue;
      for (guint i = 0; i < found->len; i++)
        {
          const YxPdfChange *change = found->pdata[i];
          gboolean allowed = change->allowed && !(change->fills && signature->facts->certifies == 1);

          yx_verdict_signature_add_change (signature->facts, revision + 1, change->object, change->path, allowed);
          if (!allowed)
            yx_verdict_lower (judging->verdict, YX_VERDICT_FAILED, "changes-not-allowed");
        }
    }
}

/* qpdf must see in the later revisions what we see. */
static gboolean
compare_views (Judging *judging, guint revision)
{
  const YxPdfRevision *checked = yx_pdf_document_revision (judging->document, revision);
  const YxPdfSection *section = checked->sections->pdata[0];

  for (guint i = 0; i < section->entries->len; i++)
    {
      const YxPdfEntry *entry = &g_array_index (section->entries, YxPdfEntry, i);
      const YxPdfEntry *head = yx_pdf_document_entry (judging->document, YX_PDF_HEAD, entry->number);

      if (entry->number == 0 || entry->number == section->stream || head == NULL || head->place != entry->place)
        continue;
      if (!yx_pdf_qpdf_same (judging->qpdf, entry->number, entry->generation,
                             yx_pdf_document_object (judging->document, YX_PDF_HEAD, entry->number)))
        return FALSE;
    }
  return TRUE;
}

/* Documents of ours permit to sign, and nothing else. Those of others permit what ISO 32000-2 §12.8.2.2 says of the
 * first signature's DocMDP; without one, what no page's content changes by. */
static YxPdfPermits
find_permits (const Judging *judging)
{
  const YxPdfSignature *first = judging->signatures->pdata[0];

  if (judging->by->taken > 0 || first->facts->own || first->facts->timestamp || first->facts->certifies == 1)
    return YX_PDF_PERMITS_SIGNING;
  return first->facts->certifies > 1 ? YX_PDF_PERMITS_FORMS : YX_PDF_PERMITS_FIELDS;
}

static void
check_later_revisions (Judging *judging)
{
  const YxPdfSignature *first = judging->signatures->pdata[0];
  g_autoptr (YxPdfChanges) changes = NULL;

  if (first->revision + 1 >= yx_pdf_document_n_revisions (judging->document))
    return;
  changes = yx_pdf_changes_new (judging->document, first->revision, find_permits (judging));
  for (guint r = first->revision + 1; r < yx_pdf_document_n_revisions (judging->document); r++)
    {
      g_autoptr (GPtrArray) found = NULL;

      if (!yx_pdf_layout_check (judging->document, r) || !compare_views (judging, r))
        yx_verdict_lower (judging->verdict, YX_VERDICT_FAILED, "FORMAT_FAILURE");
      found = yx_pdf_changes_next (changes);
      note_changes (judging, r, found);
    }
}

static gboolean
only_allowed (const GPtrArray *found)
{
  for (guint i = 0; i < found->len; i++)
    if (!((const YxPdfChange *) found->pdata[i])->allowed)
      return FALSE;
  return TRUE;
}

/* Revisions up to the first signature have none before them to be compared with: they are compared with what
 * was taken. */
static void
check_taken (Judging *judging)
{
  const YxPdfSignature *first = judging->signatures->pdata[0];
  guint n = yx_pdf_document_n_revisions (judging->document);
  g_autoptr (YxPdfChanges) changes = NULL;
  guint taken = 0;

  if (judging->by->taken == 0)
    return;
  while (taken < n && yx_pdf_document_revision_end (judging->document, taken + 1) != judging->by->taken)
    taken++;
  if (taken == n)
    {
      yx_verdict_lower (judging->verdict, YX_VERDICT_FAILED, "FORMAT_FAILURE");
      return;
    }
  judging->verdict->taken = taken + 1;
  if (taken >= first->revision)
    return;
  changes = yx_pdf_changes_new (judging->document, taken, YX_PDF_PERMITS_SIGNING);
  for (guint r = taken + 1; r <= first->revision; r++)
    {
      g_autoptr (GPtrArray) found = yx_pdf_changes_next (changes);

      if (!yx_pdf_layout_check (judging->document, r) || !compare_views (judging, r))
        yx_verdict_lower (judging->verdict, YX_VERDICT_FAILED, "FORMAT_FAILURE");
      if (!only_allowed (found))
        yx_verdict_lower (judging->verdict, YX_VERDICT_FAILED, "changes-not-allowed");
    }
}

static void
check_end (Judging *judging)
{
  const YxPdfSignature *last = judging->signatures->pdata[judging->signatures->len - 1];
  gint64 end = last->facts->byte_range[2] + last->facts->byte_range[3];

  if (last->revision + 1 < yx_pdf_document_n_revisions (judging->document))
    yx_verdict_lower (judging->verdict, YX_VERDICT_INDETERMINATE, "not-covered");
  else if (end != (gint64) g_bytes_get_size (yx_pdf_document_bytes (judging->document)))
    yx_verdict_lower (judging->verdict, YX_VERDICT_FAILED, "not-covered");
}

static const char *
trust_reason (YxTrustResult result)
{
  if (result.status == YX_TRUST_UNKNOWN)
    return "NO_CERTIFICATE_CHAIN_FOUND";
  return result.expired ? "OUT_OF_BOUNDS_NO_POE" : "CHAIN_CONSTRAINTS_FAILURE";
}

static YxTrustResult
check_chain (Judging *judging, const YxPdfSignature *signature, gint64 at)
{
  YxTrustResult result = { YX_TRUST_UNKNOWN, FALSE, "no-anchor" };

  if (judging->by->trust == NULL)
    return result;
  if (signature->timestamp != NULL)
    return yx_trust_check (judging->by->trust, signature->timestamp->tsa, signature->timestamp->certificates,
                           YX_PURPOSE_TIMESTAMPS, at);
  return yx_trust_check (judging->by->trust, signature->cms->signer, signature->cms->certificates,
                         YX_PURPOSE_DOCUMENTS, at);
}

static void
check_trust (Judging *judging, YxPdfSignature *signature, gint64 proven, gboolean stamped)
{
  YxTrustResult result = check_chain (judging, signature, proven);
  YxVerdictSignature *facts = signature->facts;

  g_free (facts->trust);
  facts->trust = g_strdup (yx_trust_status_nick (result.status));
  if (result.status != YX_TRUST_TRUSTED)
    yx_verdict_lower (judging->verdict, YX_VERDICT_INDETERMINATE, trust_reason (result));
  if (facts->time != G_MININT64 && facts->time > proven + CLOCK_TOLERANCE)
    yx_verdict_lower (judging->verdict, YX_VERDICT_INDETERMINATE, "TIMESTAMP_ORDER_FAILURE");
  if (facts->timestamp || !stamped)
    return;
  facts->time = proven;
  facts->time_proven = TRUE;
}

/* A timestamp within the signature itself (ETSI EN 319 122-1 §5.3) proves when this one existed. */
static gboolean
check_own_stamp (Judging *judging, YxPdfSignature *signature, gint64 *proven)
{
  GBytes *value = signature->cms != NULL && signature->cms->timestamp != NULL ? signature->cms->signature : NULL;
  YxTrustResult result = { YX_TRUST_UNKNOWN, FALSE, "no-anchor" };
  g_autoptr (YxTimestamp) stamp = NULL;
  guint8 sum[YX_SHA256_SIZE];

  if (value == NULL)
    return FALSE;
  yx_sha256 (g_bytes_get_data (value, NULL), g_bytes_get_size (value), sum);
  stamp = yx_timestamp_verify (signature->cms->timestamp, sum, NULL);
  if (stamp == NULL)
    {
      yx_verdict_lower (judging->verdict, YX_VERDICT_INDETERMINATE, "timestamp-invalid");
      return FALSE;
    }
  if (signature->facts->pades)
    set_level (signature->facts, "B-T");
  if (judging->by->trust != NULL)
    result = yx_trust_check (judging->by->trust, stamp->tsa, stamp->certificates, YX_PURPOSE_TIMESTAMPS, *proven);
  if (result.status != YX_TRUST_TRUSTED)
    yx_verdict_lower (judging->verdict, YX_VERDICT_INDETERMINATE, trust_reason (result));
  if (result.status != YX_TRUST_TRUSTED || stamp->time > *proven + CLOCK_TOLERANCE)
    return FALSE;
  *proven = stamp->time;
  return TRUE;
}

/* From the last to the first: a trusted timestamp proves when everything before it existed
 * (EN 319 102-1 §5.5, 5.6). */
static void
check_all_trust (Judging *judging)
{
  gint64 proven = judging->by->now;
  gboolean stamped = FALSE;
  gboolean covered = FALSE;

  for (guint i = judging->signatures->len; i > 0; i--)
    {
      YxPdfSignature *signature = judging->signatures->pdata[i - 1];
      gint64 existed = proven;
      gboolean own_stamp = FALSE;

      if (!signature->facts->valid)
        continue;
      if (covered && signature->facts->pades)
        set_level (signature->facts, "B-T");
      own_stamp = check_own_stamp (judging, signature, &existed);
      check_trust (judging, signature, existed, stamped || own_stamp);
      if (!signature->facts->timestamp)
        continue;
      covered = TRUE;
      if (strcmp (signature->facts->trust, "trusted") == 0 && signature->facts->time <= proven + CLOCK_TOLERANCE)
        {
          proven = signature->facts->time;
          stamped = TRUE;
        }
    }
}

static void
judge (Judging *judging)
{
  judging->verdict->revisions = yx_pdf_document_n_revisions (judging->document);
  if (!collect (judging))
    yx_verdict_lower (judging->verdict, YX_VERDICT_FAILED, "FORMAT_FAILURE");
  else if (judging->signatures->len == 0)
    yx_verdict_lower (judging->verdict, YX_VERDICT_INDETERMINATE, "no-signature");
  else
    {
      check_each (judging);
      check_later_revisions (judging);
      check_taken (judging);
      check_end (judging);
      check_all_trust (judging);
    }
  if (!yx_pdf_document_check (judging->document, NULL))
    yx_verdict_lower (judging->verdict, YX_VERDICT_FAILED, "unreadable");
}

/* Both readers must take the file. */
static gboolean
open_both (Judging *judging, GBytes *bytes)
{
  g_autoptr (GArray) pages = NULL;

  judging->document = yx_pdf_document_parse (bytes, judging->by->limits, NULL);
  judging->qpdf = judging->document != NULL ? yx_pdf_qpdf_open (bytes, NULL) : NULL;
  if (judging->qpdf == NULL)
    return FALSE;
  pages = yx_pdf_document_page_numbers (judging->document, YX_PDF_HEAD);
  return yx_pdf_qpdf_check_pages (judging->qpdf, (const guint *) (gpointer) pages->data, pages->len, NULL);
}

/**
 * yx_pdf_judge:
 * @document: any bytes
 * @by: by what to judge
 *
 * Says of a PDF who signed what and when, and what was changed since, after EN 319 102-1's ways. It passes
 * only if every signature in it holds and is trusted at a proven time (a trusted document timestamp's, else
 * now), each later revision did only what it may, and the last signature or timestamp covers the file to
 * its last byte. Nothing the file says can make this function fail: what cannot be read is `unreadable`.
 *
 * Returns: (transfer full): the verdict
 */
YxVerdict *
yx_pdf_judge (GBytes *document, const YxPdfJudging *by)
{
  gsize size = 0;
  const guint8 *data = g_bytes_get_data (document, &size);
  g_autofree char *sha256 = yx_sha256_hex (data, size);
  Judging judging = { .by = by, .verdict = yx_verdict_new (sha256) };

  judging.forms = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  judging.signatures = g_ptr_array_new_with_free_func ((GDestroyNotify) yx_pdf_signature_free);
  if (open_both (&judging, document))
    judge (&judging);
  else
    yx_verdict_lower (judging.verdict, YX_VERDICT_FAILED, "unreadable");
  g_ptr_array_unref (judging.signatures);
  g_ptr_array_unref (judging.forms);
  g_clear_pointer (&judging.qpdf, yx_pdf_qpdf_free);
  g_clear_pointer (&judging.document, yx_pdf_document_free);
  return judging.verdict;
}
