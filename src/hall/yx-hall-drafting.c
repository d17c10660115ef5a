/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall-drafting.h"

#include <glib/gi18n-lib.h>

#include "base/yx-id.h"
#include "hall/yx-hall-events.h"
#include "hall/yx-hall-feeds.h"
#include "hall/yx-hall-numbers.h"
#include "hall/yx-hall-rows.h"
#include "model/yx-enterprise.h"
#include "paper/yx-paper-template.h"
#include "paper/yx-paper.h"

/**
 * yx_hall_drafting_free:
 * @drafting: (transfer full): what yx_hall_draft_contract() gave
 */
void
yx_hall_drafting_free (YxHallDrafting *drafting)
{
  g_clear_pointer (&drafting->contract, yx_contract_unref);
  g_clear_pointer (&drafting->document, yx_document_unref);
  g_clear_pointer (&drafting->base, yx_revision_unref);
  g_free (drafting);
}

/* `91220101MA0Y2QFN7X-2026-00001`: enterprise, year, number in the year. */
static char *
number_contract (YxHall *hall, const YxEnterprise *enterprise, gint64 now, GError **error)
{
  g_autofree char *counter = NULL;
  int year;
  int month;
  int day;
  gint64 serial;

  yx_date_split (yx_date_from_instant (now), &year, &month, &day);
  counter = g_strdup_printf ("contract.%s.%d", enterprise->id, year);
  if (!yx_hall_number_reserve (hall, counter, &serial, error))
    return NULL;
  return g_strdup_printf ("%s-%d-%05" G_GINT64_FORMAT, enterprise->u_uscc, year, serial);
}

/* What cannot be printed is the filing's fault. */
static void
explain (GError *problem, GError **error)
{
  if (problem->domain == YX_PAPER_ERROR
      && (problem->code == YX_PAPER_ERROR_GLYPH || problem->code == YX_PAPER_ERROR_FIELD
          || problem->code == YX_PAPER_ERROR_LAYOUT))
    {
      yx_problem_set (error, YX_PROBLEM_INVALID_FIELD, NULL, "The contract cannot be drawn up: %s",
                      problem->message);
      g_error_free (problem);
    }
  else
    g_propagate_error (error, problem);
}

static void
make_contract (YxHallDrafting *drafting, const YxFiling *filing, const char *number)
{
  YxContract *contract = yx_contract_new ();
  g_autofree char *id = yx_id_new ("ctr");

  yx_record_set_text (contract, "id", id);
  yx_record_set_text (contract, "enterprise", filing->enterprise);
  yx_record_set_text (contract, "filing", filing->id);
  yx_record_set_text (contract, "contract_no", number);
  yx_record_set_int (contract, "state", YX_CONTRACT_PENDING);
  yx_record_set_int (contract, "from", filing->from);
  if (yx_record_has (filing, "to"))
    yx_record_set_int (contract, "to", filing->to);
  yx_record_set_int (contract, "created", filing->created);
  yx_record_set_int (contract, "version", 1);
  drafting->contract = contract;
}

static void
make_base (YxHallDrafting *drafting, const char *hash, gsize size)
{
  YxRevision *base = yx_revision_new ();
  g_autofree char *id = yx_id_new ("rev");

  yx_record_set_text (base, "id", id);
  yx_record_set_text (base, "document", drafting->document->id);
  yx_record_set_int (base, "number", 1);
  yx_record_set_int (base, "kind", YX_REVISION_BASE);
  yx_record_set_text (base, "hash", hash);
  yx_record_set_text (base, "head", hash);
  yx_record_set_int (base, "size", (gint64)size);
  yx_record_set_int (base, "at", drafting->document->created);
  drafting->base = base;
}

static void
make_document (
    YxHallDrafting *drafting, const YxFiling *filing, const char *version, const char *hash, gsize size)
{
  YxDocument *document = yx_document_new ();
  g_autofree char *id = yx_id_new ("doc");
  g_autofree char *title = g_strdup_printf ("劳动合同 %s", drafting->contract->contract_no);

  yx_record_set_text (document, "id", id);
  yx_record_set_text (document, "enterprise", filing->enterprise);
  yx_record_set_text (document, "contract", drafting->contract->id);
  yx_record_set_int (document, "kind", YX_DOCUMENT_CONTRACT);
  yx_record_set_int (document, "state", YX_DOCUMENT_TO_SEAL);
  yx_record_set_text (document, "title", title);
  yx_record_set_text (document, "template_version", version);
  yx_record_set_text (document, "w_name", filing->w_name);
  yx_record_set_text (document, "head", hash);
  yx_record_set_int (document, "revisions", 1);
  yx_record_set_int (document, "size", (gint64)size);
  yx_record_set_int (document, "created", filing->created);
  drafting->document = document;
}

static GBytes *
compose (YxHall *hall, const YxFiling *filing, char **number, GError **error)
{
  g_autoptr (YxEnterprise) enterprise = yx_hall_find_now (hall, &yx_enterprise_type, "\"id\" = :id",
                                                          YX_WITH ("id", filing->enterprise), error);
  g_autoptr (GError) problem = NULL;
  YxPaperFacts facts = { .filing = filing, .enterprise = enterprise, .composed = filing->created,
                         .sample = hall->config->sample };
  GBytes *bytes;

  if (enterprise == NULL)
    return NULL;
  *number = number_contract (hall, enterprise, filing->created, error);
  if (*number == NULL)
    return NULL;
  facts.contract_no = *number;
  bytes = yx_paper_contract_prepared (&facts, &problem);
  if (bytes == NULL)
    explain (g_steal_pointer (&problem), error);
  return bytes;
}

/**
 * yx_hall_draft_contract:
 * @hall: a hall
 * @filing: a filing that is to be approved, with its `created`
 *
 * Draws up the contract, base and places in one, and stores its bytes; no row is written yet.
 *
 * Returns: (transfer full): what yx_hall_draft_write() writes
 */
YxHallDrafting *
yx_hall_draft_contract (YxHall *hall, const YxFiling *filing, GError **error)
{
  g_autoptr (YxHallDrafting) drafting = g_new0 (YxHallDrafting, 1);
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *number = NULL;
  g_autofree char *hash = NULL;
  g_autoptr (GError) problem = NULL;
  const YxPaperTemplate *template = yx_paper_template_for (filing, &problem);

  if (template == NULL)
    {
      explain (g_steal_pointer (&problem), error);
      return NULL;
    }
  bytes = compose (hall, filing, &number, error);
  hash = bytes != NULL ? yx_object_store_put (hall->objects, bytes, error) : NULL;
  if (hash == NULL)
    return NULL;
  make_contract (drafting, filing, number);
  make_document (drafting, filing, template->version, hash, g_bytes_get_size (bytes));
  make_base (drafting, hash, g_bytes_get_size (bytes));
  return g_steal_pointer (&drafting);
}

/**
 * yx_hall_draft_write:
 * @write: a transaction
 * @drafting: a contract drawn up
 * @person: (nullable): the worker, where they have an account
 *
 * Returns: whether contract, document and base are written, with their history and the parties' feeds
 */
gboolean
yx_hall_draft_write (YxHallWrite *write, YxHallDrafting *drafting, const char *person, GError **error)
{
  const YxSealer *sealer = &write->hall->sealer;
  const char *enterprise = drafting->contract->enterprise;

  yx_record_set_text (drafting->contract, "person", person);
  yx_record_set_text (drafting->document, "person", person);
  return yx_record_insert (drafting->contract, write->db, sealer, error)
         && yx_record_insert (drafting->document, write->db, sealer, error)
         && yx_record_insert (drafting->base, write->db, sealer, error)
         && yx_hall_event_write (write, drafting->contract->id, "contract.drawn-up", NULL, error)
         && yx_hall_event_write (write, drafting->document->id, "document.drawn-up", drafting->base->hash,
                                 error)
         && yx_hall_feed_write (write, enterprise, "contract", drafting->contract->id, error)
         && yx_hall_feed_write (write, enterprise, "document", drafting->document->id, error)
         && yx_hall_feed_write (write, person, "document", drafting->document->id, error);
}
