/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/hall-story.h"

#include <string.h>

#include "base/yx-id.h"
#include "hall/yx-hall-acceptance.h"
#include "pdf/yx-judge-call.h"

/* A good revision with its verdict, to be made worse in one way at a time. */
typedef struct
{
  Story *story;
  YxDocument *document;
  YxHallCall *call;
  GBytes *whole;
  YxVerdict *verdict;
  YxVerdictSignature *signature;
} Case;

typedef void (*Spoil) (Case *spoilt);

static void
case_clear (Case *spoilt)
{
  g_clear_pointer (&spoilt->verdict, yx_verdict_free);
  g_clear_pointer (&spoilt->whole, g_bytes_unref);
  g_clear_pointer (&spoilt->call, yx_hall_call_free);
  g_clear_pointer (&spoilt->document, yx_document_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Case, case_clear)

static GBytes *
join (GBytes *a, GBytes *b)
{
  GByteArray *joined = g_byte_array_new ();

  g_byte_array_append (joined, g_bytes_get_data (a, NULL), (guint)g_bytes_get_size (a));
  g_byte_array_append (joined, g_bytes_get_data (b, NULL), (guint)g_bytes_get_size (b));
  return g_byte_array_free_to_bytes (joined);
}

static void
case_make (Case *made, Story *story, StoryActor *actor, const char *field)
{
  g_autofree char *id = yx_id_new ("rev");
  g_autoptr (GBytes) head = story_bytes (story->fixture, actor, story->document);
  g_autoptr (GBytes) appended = story_sign (story->fixture, actor, head, field);
  g_autofree char *pem = yx_certificate_to_pem (yx_trust_anchors (story->fixture->hall->trust)->pdata[0]);
  g_autoptr (GBytes) trust = g_bytes_new (pem, strlen (pem));
  g_autoptr (GError) error = NULL;
  YxJudgeCall question = { .trust = trust, .now = yx_clock_now (story->fixture->clock) };

  made->story = story;
  made->document = story_document (story->fixture, actor, story->document);
  made->call = story_append (story->fixture, actor, made->document, id, appended);
  made->whole = join (head, appended);
  question.document = made->whole;
  question.taken = g_bytes_get_size (head);
  made->verdict = yx_judge_call (&question, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (made->verdict->status, ==, YX_VERDICT_PASSED);
  made->signature = made->verdict->signatures->pdata[made->verdict->signatures->len - 1];
}

static void
set_text (char **text, const char *value)
{
  g_free (*text);
  *text = g_strdup (value);
}

static void
spoil_nothing (Case *spoilt)
{
}
static void
spoil_status (Case *spoilt)
{
  yx_verdict_lower (spoilt->verdict, YX_VERDICT_INDETERMINATE, "some-reason");
}
static void
spoil_silently (Case *spoilt)
{
  spoilt->verdict->status = YX_VERDICT_FAILED;
}
static void
spoil_cover (Case *spoilt)
{
  spoilt->signature->covers_revision = FALSE;
}
static void
spoil_kind (Case *spoilt)
{
  spoilt->signature->timestamp = TRUE;
}
static void
spoil_field (Case *spoilt)
{
  set_text (&spoilt->signature->field, "yx.nobody");
}
static void
spoil_canonical (Case *spoilt)
{
  spoilt->signature->canonical = FALSE;
}
static void
spoil_mark (Case *spoilt)
{
  set_text (&spoilt->signature->mark_digest, NULL);
}
static void
spoil_picture (Case *spoilt)
{
  set_text (&spoilt->signature->mark_digest, "00");
}
static void
spoil_time (Case *spoilt)
{
  spoilt->signature->time = G_MININT64;
}
static void
spoil_signer (Case *spoilt)
{
  set_text (&spoilt->signature->signer_fingerprint, NULL);
}
static void
spoil_fingerprint (Case *spoilt)
{
  set_text (&spoilt->signature->signer_fingerprint, "ab");
}
static void
spoil_entitled (Case *spoilt)
{
  spoilt->signature->seal->entitled = FALSE;
}
static void
spoil_seal_id (Case *spoilt)
{
  set_text (&spoilt->signature->seal->id, "sea_other");
}
static void
spoil_object (Case *spoilt)
{
  g_clear_pointer (&spoilt->signature->seal_object, g_bytes_unref);
}
static void
spoil_number (Case *spoilt)
{
  set_text (&spoilt->signature->captions[1], "220101999999");
}
static void
spoil_captions (Case *spoilt)
{
  g_clear_pointer (&spoilt->signature->captions, g_strfreev);
}
static void
spoil_state (Case *spoilt)
{
  yx_record_set_int (spoilt->document, "state", YX_DOCUMENT_COMPLETE);
}

static void
spoil_revisions (Case *spoilt)
{
  spoilt->verdict->revisions++;
  spoilt->signature->revision++;
}
static void
spoil_taken (Case *spoilt)
{
  spoilt->verdict->taken = 0;
}
static void
spoil_level (Case *spoilt)
{
  spoilt->signature->pades = FALSE;
}
static void
spoil_certifies (Case *spoilt)
{
  spoilt->signature->certifies = 3 - spoilt->signature->certifies;
}
static void
spoil_own (Case *spoilt)
{
  spoilt->signature->own = FALSE;
}

static void
spoil_another (Case *spoilt)
{
  YxVerdictSignature *other = yx_verdict_add_signature (spoilt->verdict, "yx.employer");

  other->revision = spoilt->verdict->revisions;
  other->valid = TRUE;
  other->covers_revision = TRUE;
}

static const struct
{
  const char *name;
  Spoil spoil;
  const char *blamed;
} sealed[] = {
  { "status", spoil_status, NULL },
  { "no reason", spoil_silently, NULL },
  { "cover", spoil_cover, NULL },
  { "kind", spoil_kind, NULL },
  { "another", spoil_another, "signature" },
  { "revisions", spoil_revisions, NULL },
  { "taken", spoil_taken, NULL },
  { "level", spoil_level, "signature" },
  { "certifies", spoil_certifies, "signature" },
  { "own", spoil_own, "signature" },
  { "field", spoil_field, "field" },
  { "canonical", spoil_canonical, "appearance" },
  { "mark", spoil_mark, "appearance" },
  { "picture", spoil_picture, "appearance" },
  { "time", spoil_time, "time" },
  { "signer", spoil_signer, "signer" },
  { "fingerprint", spoil_fingerprint, "signer" },
  { "entitled", spoil_entitled, "seal" },
  { "seal id", spoil_seal_id, "seal" },
  { "object", spoil_object, "seal" },
  { "number", spoil_number, "appearance" },
  { "captions", spoil_captions, "appearance" },
  { "state", spoil_state, "state" },
};

static void
accept (Story *story, StoryActor *actor, const char *field, Spoil spoil, const char *blamed, gboolean good)
{
  g_auto (Case) spoilt = { NULL };
  g_auto (YxHallAcceptance) acceptance = { NULL };
  g_autoptr (GError) error = NULL;
  gboolean accepted;

  case_make (&spoilt, story, actor, field);
  spoil (&spoilt);
  acceptance.document = spoilt.document;
  acceptance.whole = spoilt.whole;
  acceptance.now = yx_clock_now (story->fixture->clock);
  accepted = yx_hall_accept_verdict (spoilt.call, &acceptance, spoilt.verdict, &error);
  g_assert_cmpint (accepted, ==, good);
  if (good)
    return;
  g_assert_error (error, YX_PROBLEM_ERROR, YX_PROBLEM_REVISION_REFUSED);
  g_assert_cmpstr (yx_problem_field (error), ==, blamed);
}

static void
test_sealed (void)
{
  g_autoptr (Story) story = story_new ();

  accept (story, story->employer, "yx.employer", spoil_nothing, NULL, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (sealed); i++)
    {
      g_test_message ("%s", sealed[i].name);
      accept (story, story->employer, "yx.employer", sealed[i].spoil, sealed[i].blamed, FALSE);
    }
}

/* law.md 3: each type of seal, on each kind of document, in each place. */
static void
test_types (void)
{
  static const char *const fields[] = { "yx.employer", "yx.head" };
  g_autoptr (Story) story = story_new ();
  g_auto (Case) made = { NULL };

  case_make (&made, story, story->employer, "yx.employer");
  for (const YxChoice *kind = yx_seal_kinds; kind->nick != NULL; kind++)
    for (const YxChoice *document = yx_document_kinds; document->nick != NULL; document++)
      for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
        {
          g_auto (YxHallAcceptance) acceptance = { .document = made.document, .whole = made.whole };
          g_autofree char *sql = g_strdup_printf ("UPDATE \"seal\" SET \"kind\" = '%s'", kind->nick);
          g_autoptr (GError) error = NULL;
          gboolean right = g_strcmp0 (yx_seal_place ((YxSealKind) kind->value), fields[i]) == 0;

          g_test_message ("%s on %s in %s", kind->nick, document->nick, fields[i]);
          story_sql (story->fixture, sql);
          yx_record_set_int (made.document, "kind", document->value);
          set_text (&made.signature->field, fields[i]);
          acceptance.now = yx_clock_now (story->fixture->clock);
          g_assert_cmpint (yx_hall_accept_verdict (made.call, &acceptance, made.verdict, &error), ==, right);
          if (right)
            continue;
          g_assert_error (error, YX_PROBLEM_ERROR, YX_PROBLEM_REVISION_REFUSED);
          g_assert_cmpstr (yx_problem_field (error), ==, "seal");
        }
}

static void
spoil_with_seal (Case *spoilt)
{
  yx_verdict_signature_set_seal (spoilt->signature, "sea_x", 1, "unit", "x", TRUE);
}

static void
spoil_turn (Case *spoilt)
{
  yx_record_set_int (spoilt->document, "state", YX_DOCUMENT_TO_SEAL);
}

/* The third mark: taken while the parties sign, later not. */
static void
test_unsealed (void)
{
  g_autoptr (Story) story = story_new ();

  accept (story, story->employer, "yx.head", spoil_nothing, NULL, TRUE);
  accept (story, story->employer, "yx.head", spoil_state, "state", FALSE);
  accept (story, story->employer, "yx.head", spoil_with_seal, "seal", FALSE);
  story_sql (story->fixture, "UPDATE \"document\" SET \"state\" = 'to_sign'");
  accept (story, story->worker, "yx.worker", spoil_nothing, NULL, TRUE);
  accept (story, story->worker, "yx.worker", spoil_with_seal, "seal", FALSE);
  accept (story, story->worker, "yx.worker", spoil_turn, "state", FALSE);
  accept (story, story->employer, "yx.head", spoil_nothing, NULL, TRUE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hall/acceptance/sealed", test_sealed);
  g_test_add_func ("/hall/acceptance/unsealed", test_unsealed);
  g_test_add_func ("/hall/acceptance/types-of-seals", test_types);
  return g_test_run ();
}
