/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall-seals.h"

#include <string.h>

#include "crypto/yx-digest.h"
#include "hall/yx-hall-creations.h"
#include "hall/yx-hall-events.h"
#include "hall/yx-hall-feeds.h"
#include "hall/yx-hall-handlers.h"
#include "hall/yx-hall-numbers.h"
#include "hall/yx-hall-rows.h"
#include "model/yx-issued-certificate.h"
#include "model/yx-seal-use.h"
#include "pdf/yx-pdf-picture.h"
#include "seal/yx-seal-drawing.h"
#include "seal/yx-seal-error.h"
#include "seal/yx-seal-number.h"
#include "seal/yx-seal-object.h"

#define YEARS 5
#define AREA_START 2
#define AREA_DIGITS 6

/* A seal on its way. */
typedef struct
{
  const YxEnterprise *enterprise;
  YxSeal *seal;
  GPtrArray *grantees;
  const char *digest;
  gboolean seen;
} Making;

/* A question for a reading connection. */
typedef struct
{
  YxHall *hall;
  const char *enterprise;
  gint64 now;
  GPtrArray *found; /* (owned) (nullable) */
} Question;

/**
 * yx_hall_grantees:
 * @hall: a hall
 * @db: a handle
 * @enterprise: an enterprise
 * @now: the hall's time
 *
 * Returns: (transfer full) (element-type utf8): fingerprints of the certificates that may use its seals, in
 * order
 */
GPtrArray *
yx_hall_grantees (YxHall *hall, YxDatabase *db, const char *enterprise, gint64 now, GError **error)
{
  g_autoptr (GPtrArray) rows = yx_hall_rows (hall, db, &yx_issued_certificate_type,
                                             "\"enterprise\" = :enterprise AND \"capacity\" = 'enterprise' "
                                             "AND \"state\" = 'valid' ORDER BY \"fingerprint\"",
                                             YX_WITH ("enterprise", enterprise), error);
  g_autoptr (GPtrArray) grantees = g_ptr_array_new_with_free_func (g_free);

  if (rows == NULL)
    return NULL;
  for (guint i = 0; i < rows->len; i++)
    {
      const YxIssuedCertificate *certificate = rows->pdata[i];

      if (certificate->valid_to > now)
        g_ptr_array_add (grantees, g_strdup (certificate->fingerprint));
    }
  return g_steal_pointer (&grantees);
}

static gboolean
ask_grantees (YxDatabase *db, gpointer data, GError **error)
{
  Question *question = data;

  question->found = yx_hall_grantees (question->hall, db, question->enterprise, question->now, error);
  return question->found != NULL;
}

/**
 * yx_hall_grantees_now:
 * @hall: a hall
 * @enterprise: an enterprise
 * @now: the hall's time
 *
 * As yx_hall_grantees(), on a reading connection.
 *
 * Returns: (transfer full) (element-type utf8): the fingerprints
 */
GPtrArray *
yx_hall_grantees_now (YxHall *hall, const char *enterprise, gint64 now, GError **error)
{
  Question question = { hall, enterprise, now, NULL };

  return yx_hall_readers_run (hall->readers, ask_grantees, &question, error) ? question.found : NULL;
}

static GPtrArray *
digests_of (GPtrArray *fingerprints)
{
  GPtrArray *digests = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);

  for (guint i = 0; i < fingerprints->len; i++)
    {
      guint8 digest[YX_SHA256_SIZE];

      if (yx_hex_parse (fingerprints->pdata[i], digest, sizeof digest))
        g_ptr_array_add (digests, g_bytes_new (digest, sizeof digest));
    }
  return digests;
}

/* What the seal maker signs (GB/T 38540-2020), from the seal's row. */
static gboolean
sign_object (YxHall *hall, const YxEnterprise *enterprise, YxSeal *seal, GPtrArray *grantees, GError **error)
{
  g_autoptr (GPtrArray) digests = digests_of (grantees);
  g_autoptr (GBytes) picture_digest = yx_pdf_picture_digest (seal->picture, error);
  g_autoptr (GBytes) content = NULL;
  g_autoptr (GBytes) object = NULL;
  YxSealObjectFields fields = {
    .id = seal->id,
    .version = (guint)seal->version,
    .kind = (YxSealKind)seal->kind,
    .label = seal->name,
    .name = enterprise->u_name,
    .uscc = enterprise->u_uscc,
    .number = seal->number,
    .picture_digest = picture_digest,
    .remark = YX_SEAL_REMARK_OWN,
    .width = (guint)seal->width,
    .height = (guint)seal->height,
    .created = seal->created,
    .valid_from = seal->valid_from,
    .valid_to = seal->valid_to,
    .grantees = digests,
  };

  if (picture_digest == NULL)
    return FALSE;
  content = yx_seal_object_content (&fields, error);
  object = content != NULL ? yx_hall_signer_seal_object (hall->signer, content, error) : NULL;
  if (object == NULL)
    return FALSE;
  yx_record_set_bytes (seal, "object", object);
  return TRUE;
}

/**
 * yx_hall_seals_renew:
 * @hall: a hall
 * @enterprise: whose seals
 * @grantees: (element-type utf8): fingerprints of who may use them from now on
 *
 * Returns: (transfer full) (element-type YxSeal): the next version of each valid seal, signed, not yet
 * written
 */
GPtrArray *
yx_hall_seals_renew (YxHall *hall, const YxEnterprise *enterprise, GPtrArray *grantees, GError **error)
{
  g_autoptr (GPtrArray) seals = yx_hall_rows_now (
      hall, &yx_seal_type, "\"enterprise\" = :enterprise AND \"state\" = 'valid' ORDER BY \"id\"",
      YX_WITH ("enterprise", enterprise->id), error);

  for (guint i = 0; seals != NULL && i < seals->len; i++)
    {
      YxSeal *seal = seals->pdata[i];

      yx_record_set_int (seal, "version", seal->version + 1);
      if (!sign_object (hall, enterprise, seal, grantees, error))
        return NULL;
    }
  return g_steal_pointer (&seals);
}

static gboolean
refuse_moved (GError **error)
{
  yx_problem_set_wait (error, YX_PROBLEM_BUSY, 1, 0);
  return FALSE;
}

static gboolean
replace (YxHallWrite *write, const YxSeal *seal, GError **error)
{
  g_autoptr (YxStatement) statement
      = yx_database_prepare (write->db,
                             "UPDATE \"seal\" SET \"version\" = :version, \"object\" = :object "
                             "WHERE \"id\" = :id AND \"state\" = 'valid' AND \"version\" = :before",
                             error);

  if (statement == NULL)
    return FALSE;
  yx_statement_bind_text (statement, "id", seal->id);
  yx_statement_bind_int (statement, "version", seal->version);
  yx_statement_bind_int (statement, "before", seal->version - 1);
  yx_statement_bind_bytes (statement, "object", seal->object);
  if (!yx_statement_run (statement, error))
    return FALSE;
  if (yx_database_changes (write->db) != 1)
    return refuse_moved (error);
  return yx_hall_event_write (write, seal->id, "seal.renewed", NULL, error)
         && yx_hall_feed_write (write, seal->enterprise, "seal", seal->id, error);
}

/**
 * yx_hall_seals_replace:
 * @write: a transaction
 * @enterprise: whose seals
 * @seals: (element-type YxSeal): what yx_hall_seals_renew() gave
 *
 * Returns: whether all its valid seals have their new version; else %YX_PROBLEM_BUSY when one came or
 *   changed meanwhile, and one has to begin again
 */
gboolean
yx_hall_seals_replace (YxHallWrite *write, const char *enterprise, GPtrArray *seals, GError **error)
{
  gint64 count;

  if (!yx_hall_number (write->db,
                       "SELECT COUNT (*) AS \"number\" FROM \"seal\" WHERE \"enterprise\" = :enterprise "
                       "AND \"state\" = 'valid'",
                       YX_WITH ("enterprise", enterprise), &count, error))
    return FALSE;
  if (count != seals->len)
    return refuse_moved (error);
  for (guint i = 0; i < seals->len; i++)
    if (!replace (write, seals->pdata[i], error))
      return FALSE;
  return TRUE;
}

static YxSeal *
draw_seal (YxHallCall *call, const YxEnterprise *enterprise, GPtrArray *grantees, GError **error)
{
  const YxSeal *request = (const YxSeal *)call->request;
  YxSealMeasures measures = yx_seal_sizes_get (call->hall->seal_sizes, (YxSealKind)request->kind,
                                               (YxUnitType)enterprise->u_type);
  YxSealFace face = { .kind = (YxSealKind)request->kind,
                      .measures = measures,
                      .name = enterprise->u_name,
                      .uscc = enterprise->u_uscc,
                      .head = enterprise->u_head };
  g_autoptr (YxSeal) seal = yx_seal_new ();
  g_autoptr (GBytes) picture = yx_seal_pdf (&face, error);
  g_autofree char *area = g_strndup (enterprise->u_uscc + AREA_START, AREA_DIGITS);
  g_autofree char *counter = g_strconcat ("seal.", area, NULL);
  g_autofree char *number = NULL;
  gint64 now = yx_clock_now (call->hall->clock) / G_USEC_PER_SEC * G_USEC_PER_SEC;
  gint64 serial;

  if (picture == NULL || !yx_hall_number_reserve (call->hall, counter, &serial, error))
    return NULL;
  number = yx_seal_number_new (enterprise->u_uscc, (guint)serial, error);
  if (number == NULL)
    return NULL;
  yx_record_set_text (seal, "id", call->parameters.values[1]);
  yx_record_set_text (seal, "enterprise", enterprise->id);
  yx_record_set_int (seal, "kind", request->kind);
  yx_record_set_text (seal, "name", request->name);
  yx_record_set_int (seal, "state", YX_SEAL_VALID);
  yx_record_set_text (seal, "number", number);
  yx_record_set_int (seal, "version", 1);
  yx_record_set_int (seal, "created", now);
  yx_record_set_int (seal, "valid_from", now);
  yx_record_set_int (seal, "valid_to", now + YEARS * 365 * G_TIME_SPAN_DAY);
  yx_record_set_bytes (seal, "picture", picture);
  yx_record_set_int (seal, "width", measures.width);
  yx_record_set_int (seal, "height", measures.height);
  return sign_object (call->hall, enterprise, seal, grantees, error) ? g_steal_pointer (&seal) : NULL;
}

static gboolean
refuse_second (YxHallWrite *write, const YxSeal *seal, GError **error)
{
  gint64 count;

  if (!yx_hall_number (
          write->db,
          "SELECT COUNT (*) AS \"number\" FROM \"seal\" WHERE \"enterprise\" = :enterprise "
          "AND \"kind\" = :kind AND \"state\" = 'valid'",
          YX_WITH ("enterprise", seal->enterprise, "kind", yx_choice_find (yx_seal_kinds, seal->kind)->nick),
          &count, error))
    return FALSE;
  if (count == 0)
    return TRUE;
  yx_problem_set (error, YX_PROBLEM_CONFLICT, "kind", "There is a valid seal of this type already");
  return FALSE;
}

static gboolean
same_grantees (GPtrArray *a, GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (strcmp (a->pdata[i], b->pdata[i]) != 0)
      return FALSE;
  return TRUE;
}

static gboolean
write_seal (YxHallWrite *write, gpointer data, GError **error)
{
  Making *making = data;
  g_autoptr (GPtrArray) grantees = NULL;

  if (!yx_hall_creation_seen (write->db, making->seal->id, making->digest, &making->seen, error))
    return FALSE;
  if (making->seen)
    return TRUE;
  grantees = yx_hall_grantees (write->hall, write->db, making->enterprise->id, write->now, error);
  if (grantees == NULL || !refuse_second (write, making->seal, error))
    return FALSE;
  if (!same_grantees (grantees, making->grantees))
    return refuse_moved (error);
  return yx_record_insert (making->seal, write->db, &write->hall->sealer, error)
         && yx_hall_creation_write (write, making->seal->id, making->digest, error)
         && yx_hall_event_write (write, making->seal->id, "seal.made", NULL, error)
         && yx_hall_feed_write (write, making->enterprise->id, "seal", making->seal->id, error);
}

/**
 * yx_hall_seal_answer:
 * @call: a call whose parameters are the caller's enterprise and a seal
 *
 * Returns: whether the seal is the enterprise's; it is the answer then
 */
gboolean
yx_hall_seal_answer (YxHallCall *call, GError **error)
{
  call->answer = yx_hall_find_now (
      call->hall, &yx_seal_type, "\"id\" = :id AND \"enterprise\" = :enterprise",
      YX_WITH ("id", call->parameters.values[1], "enterprise", call->session->enterprise), error);
  if (call->answer == NULL)
    return FALSE;
  call->etag = g_strdup_printf ("%" G_GINT64_FORMAT, ((YxSeal *)call->answer)->version);
  return TRUE;
}

/* A name that cannot be engraved or a code without an area is the enterprise's, not the hall's fault. */
static gboolean
explain (GError *problem, GError **error)
{
  if (problem->domain == YX_SEAL_ERROR && problem->code != YX_SEAL_ERROR_DRAWING)
    {
      yx_problem_set (error, YX_PROBLEM_INVALID_FIELD, "kind", "%s", problem->message);
      g_error_free (problem);
    }
  else
    g_propagate_error (error, problem);
  return FALSE;
}

static gboolean
make_seal (YxHallCall *call, const char *digest, gboolean *seen, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (YxSeal) seal = NULL;
  g_autoptr (GPtrArray) grantees
      = yx_hall_grantees_now (call->hall, call->session->enterprise, yx_clock_now (call->hall->clock), error);
  g_autoptr (YxEnterprise) enterprise = yx_hall_find_now (call->hall, &yx_enterprise_type, "\"id\" = :id",
                                                          YX_WITH ("id", call->session->enterprise), error);
  Making making = { enterprise, NULL, grantees, digest, FALSE };

  if (grantees == NULL || enterprise == NULL)
    return FALSE;
  seal = draw_seal (call, enterprise, grantees, &problem);
  if (seal == NULL)
    return explain (g_steal_pointer (&problem), error);
  making.seal = seal;
  if (!yx_hall_write (call->hall, call, write_seal, &making, error))
    return FALSE;
  *seen = making.seen;
  return TRUE;
}

/* `seal.make`: drawn, numbered and signed by the seal maker (spec.md 2.4-3). */
gboolean
yx_hall_seal_make (YxHallCall *call, GError **error)
{
  g_autofree char *digest = yx_hall_creation_digest (call, error);
  gboolean seen = FALSE;

  if (digest == NULL
      || !yx_hall_creation_seen_now (call->hall, call->parameters.values[1], digest, &seen, error)
      || (!seen && !make_seal (call, digest, &seen, error)))
    return FALSE;
  call->status = seen ? 200 : 201;
  return yx_hall_seal_answer (call, error);
}

/* `seal.list` */
gboolean
yx_hall_seal_list (YxHallCall *call, GError **error)
{
  return yx_hall_answer_page (call, &yx_seal_type, "created", "\"enterprise\" = :enterprise",
                              YX_WITH ("enterprise", call->session->enterprise), error);
}

/* `seal.get` */
gboolean
yx_hall_seal_get (YxHallCall *call, GError **error)
{
  return yx_hall_seal_answer (call, error);
}

/* `seal-use.list`: who used which seal on what (spec.md 2.5-1). */
gboolean
yx_hall_seal_use_list (YxHallCall *call, GError **error)
{
  return yx_hall_answer_page (call, &yx_seal_use_type, "at", "\"enterprise\" = :enterprise",
                              YX_WITH ("enterprise", call->session->enterprise), error);
}
