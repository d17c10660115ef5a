/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "desk/signing/yx-document-summary.h"
#include "desk/signing/yx-mark-texture.h"
#include "desk/signing/yx-sign-case.h"
#include "desk/signing/yx-sign-step.h"
#include "flow/story.h"
#include "flow/yx-flow-act.h"
#include "flow/yx-flow-certificate.h"
#include "ink/yx-ink-mark.h"
#include "ink/yx-strokes-sample.h"
#include "pdf/yx-pdf-place.h"

#define MM(n) ((n) * 72.0 / 25.4)

/* What is done, as letters: r read, c consented, k certified, m marked, s signed. */
static YxSignFacts
facts_of (const char *letters)
{
  return (YxSignFacts){ strchr (letters, 'r') != NULL, strchr (letters, 'c') != NULL, strchr (letters, 'k') != NULL,
                        strchr (letters, 'm') != NULL, strchr (letters, 's') != NULL };
}

typedef struct
{
  YxSignStep step;
  const char *done;
  YxSignStep next;
  YxSignStep back;
} StepCase;

static const StepCase step_cases[] = {
  { YX_SIGN_STEP_READ, "", YX_SIGN_STEP_READ, YX_SIGN_STEP_READ },
  { YX_SIGN_STEP_READ, "ckm", YX_SIGN_STEP_READ, YX_SIGN_STEP_READ },
  { YX_SIGN_STEP_READ, "r", YX_SIGN_STEP_CONSENT, YX_SIGN_STEP_READ },
  { YX_SIGN_STEP_READ, "rc", YX_SIGN_STEP_ACTIVATE, YX_SIGN_STEP_READ },
  { YX_SIGN_STEP_READ, "rk", YX_SIGN_STEP_CONSENT, YX_SIGN_STEP_READ },
  { YX_SIGN_STEP_READ, "rck", YX_SIGN_STEP_DRAW, YX_SIGN_STEP_READ },
  { YX_SIGN_STEP_CONSENT, "r", YX_SIGN_STEP_CONSENT, YX_SIGN_STEP_READ },
  { YX_SIGN_STEP_CONSENT, "rc", YX_SIGN_STEP_ACTIVATE, YX_SIGN_STEP_READ },
  { YX_SIGN_STEP_CONSENT, "rck", YX_SIGN_STEP_DRAW, YX_SIGN_STEP_READ },
  { YX_SIGN_STEP_ACTIVATE, "rc", YX_SIGN_STEP_ACTIVATE, YX_SIGN_STEP_READ },
  { YX_SIGN_STEP_ACTIVATE, "rck", YX_SIGN_STEP_DRAW, YX_SIGN_STEP_READ },
  { YX_SIGN_STEP_DRAW, "rck", YX_SIGN_STEP_DRAW, YX_SIGN_STEP_READ },
  { YX_SIGN_STEP_DRAW, "rckm", YX_SIGN_STEP_LOOK, YX_SIGN_STEP_READ },
  { YX_SIGN_STEP_LOOK, "rckm", YX_SIGN_STEP_CONFIRM, YX_SIGN_STEP_DRAW },
  { YX_SIGN_STEP_CONFIRM, "rckm", YX_SIGN_STEP_CONFIRM, YX_SIGN_STEP_LOOK },
  { YX_SIGN_STEP_CONFIRM, "rckms", YX_SIGN_STEP_DONE, YX_SIGN_STEP_CONFIRM },
  { YX_SIGN_STEP_DONE, "rckms", YX_SIGN_STEP_DONE, YX_SIGN_STEP_DONE },
};

static void
test_steps (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (step_cases); i++)
    {
      const YxSignFacts facts = facts_of (step_cases[i].done);

      g_assert_cmpint (yx_sign_step_next (step_cases[i].step, &facts), ==, step_cases[i].next);
      g_assert_cmpint (yx_sign_step_back (step_cases[i].step, &facts), ==, step_cases[i].back);
    }
}

/* The document changed, or a detour was taken: one goes on where one can. */
static void
test_resume (void)
{
  static const struct
  {
    YxSignStep step;
    const char *done;
    YxSignStep there;
  } cases[] = {
    { YX_SIGN_STEP_CONFIRM, "rckm", YX_SIGN_STEP_CONFIRM }, { YX_SIGN_STEP_CONFIRM, "ckm", YX_SIGN_STEP_READ },
    { YX_SIGN_STEP_CONFIRM, "rcm", YX_SIGN_STEP_ACTIVATE }, { YX_SIGN_STEP_CONFIRM, "rck", YX_SIGN_STEP_DRAW },
    { YX_SIGN_STEP_LOOK, "rckms", YX_SIGN_STEP_DONE },      { YX_SIGN_STEP_DONE, "rckm", YX_SIGN_STEP_CONFIRM },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const YxSignFacts facts = facts_of (cases[i].done);

      g_assert_cmpint (yx_sign_step_resume (cases[i].step, &facts), ==, cases[i].there);
    }
}

/* No way leads to a signature around reading, consent, certificate and a look at the mark. */
static void
test_no_short_cut (void)
{
  for (guint bits = 0; bits < 32; bits++)
    {
      const YxSignFacts facts = { bits & 1, (bits >> 1) & 1, (bits >> 2) & 1, (bits >> 3) & 1, (bits >> 4) & 1 };
      gboolean ready = facts.read && facts.consented && facts.certified && facts.marked && !facts.made;

      g_assert_cmpint (yx_sign_step_open (YX_SIGN_STEP_CONFIRM, &facts), ==, ready);
      g_assert_cmpint (yx_sign_step_open (YX_SIGN_STEP_DONE, &facts), ==, facts.made);
      for (YxSignStep step = YX_SIGN_STEP_READ; step < YX_SIGN_STEP_DONE; step++)
        if (yx_sign_step_open (step, &facts))
          g_assert_true (yx_sign_step_open (yx_sign_step_next (step, &facts), &facts)
                         && yx_sign_step_open (yx_sign_step_back (step, &facts), &facts));
    }
}

static void
test_pages (void)
{
  g_autoptr (YxPagesRead) pages = yx_pages_read_new (3);
  g_autoptr (YxPagesRead) none = yx_pages_read_new (0);

  g_assert_cmpuint (yx_pages_read_next (pages, 1), ==, 2);
  g_assert_true (yx_pages_read_note (pages, 1));
  g_assert_false (yx_pages_read_note (pages, 1));
  g_assert_false (yx_pages_read_note (pages, 0));
  g_assert_false (yx_pages_read_note (pages, 4));
  g_assert_true (yx_pages_read_note (pages, 3));
  g_assert_false (yx_pages_read_all (pages));
  g_assert_cmpuint (yx_pages_read_next (pages, 3), ==, 2);
  g_assert_cmpuint (yx_pages_read_left (pages), ==, 1);
  g_assert_true (yx_pages_read_note (pages, 2));
  g_assert_cmpuint (yx_pages_read_left (pages), ==, 0);
  g_assert_true (yx_pages_read_all (pages));
  g_assert_cmpuint (yx_pages_read_next (pages, 3), ==, 0);
  g_assert_false (yx_pages_read_all (none));
  g_assert_cmpuint (yx_pages_read_next (none, 1), ==, 0);
}

typedef struct
{
  const char *name;
  YxSummaryKind kind;
  const char *text;
  const char *words;
} SummaryCase;

static const SummaryCase summary_cases[] = {
  { "fixed", YX_SUMMARY_TERM, "第五条    【合同期限】本合同为固定期限劳动合同，自2026年11月27日起，至\n2029年11月26日止。\n",
    "2026年11月27日—2029年11月26日" },
  { "open-ended", YX_SUMMARY_TERM, "第五条【合同期限】本合同为无固定期限劳动合同，自2026年3月1日起履行，不约定终止时间。",
    "本合同为无固定期限劳动合同，自2026年3月1日起履行，不约定终止时间" },
  { "probation", YX_SUMMARY_PROBATION, "第七条 【试用期】试用期自2026年11月27日起，至2027年2月26日止，包含在\n合同期限之内。",
    "2026年11月27日—2027年2月26日" },
  { "no-probation", YX_SUMMARY_PROBATION, "第七条【试用期】双方未约定试用期。", "双方未约定试用期" },
  { "pay", YX_SUMMARY_PAY, "第十六条 【工资标准】乙方提供正常劳动的工资为每月人民币17300.00元（大\n写：壹万柒仟叁佰元整）。",
    "每月 17300.00 元" },
  { "by-the-hour", YX_SUMMARY_PAY, "第十二条【计酬标准】乙方的工资为每小时人民币26.50元（大写：贰拾陆元伍角）。", "每小时 26.50 元" },
  { "probation-pay", YX_SUMMARY_PROBATION_PAY, "第十七条【试用期工资】乙方在试用期的工资为每月人民币13840.00元。", "每月 13840.00 元" },
  { "only-named", YX_SUMMARY_PAY, "见前述【工资标准】一条，每月人民币1.00元。", NULL },
  { "cut-off", YX_SUMMARY_TERM, "第五条【合同期限】本合同为固定期限", "本合同为固定期限" },
  { "nothing-after", YX_SUMMARY_TERM, "第五条【合同期限】", NULL },
  { "foreign", YX_SUMMARY_PAY, "Employment contract. Salary: 10,000 a month.", NULL },
  { "empty", YX_SUMMARY_PAY, "", NULL },
  { "not-text", YX_SUMMARY_PAY, "\xff\xfe条【工资标准】", NULL },
};

static void
test_summary (gconstpointer data)
{
  const SummaryCase *line = data;
  g_autoptr (YxDocumentSummary) summary = yx_document_summary_new ();

  yx_document_summary_read (summary, 4, line->text);
  g_assert_cmpstr (summary->items[line->kind].words, ==, line->words);
  g_assert_cmpuint (summary->items[line->kind].page, ==, line->words != NULL ? 4 : 0);
}

/* What is found first stands. */
static void
test_summary_first (void)
{
  g_autoptr (YxDocumentSummary) summary = yx_document_summary_new ();

  yx_document_summary_read (summary, 1, "第一条【工资标准】每月人民币100.00元。");
  yx_document_summary_read (summary, 2, "第二条【工资标准】每月人民币900.00元。");
  g_assert_cmpstr (summary->items[YX_SUMMARY_PAY].words, ==, "每月 100.00 元");
  g_assert_cmpuint (summary->items[YX_SUMMARY_PAY].page, ==, 1);
}

static void
test_summary_long (void)
{
  g_autoptr (GString) text = g_string_new ("第五条【合同期限】");
  g_autoptr (YxDocumentSummary) summary = yx_document_summary_new ();

  for (guint i = 0; i < 100000; i++)
    g_string_append (text, "长");
  yx_document_summary_read (summary, 1, text->str);
  g_assert_cmpint (g_utf8_strlen (summary->items[YX_SUMMARY_TERM].words, -1), ==, 48);
  g_assert_true (g_str_has_suffix (summary->items[YX_SUMMARY_TERM].words, "…"));
}

static void
seal_now (Story *story)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YxRevision) revision = NULL;

  story_unlock (story, &story->enterprise, YX_CODE_SEAL_VISIT);
  revision = story_seal (story, NULL, &error);
  g_assert_no_error (error);
}

static YxSignCase *
load (Story *story)
{
  g_autoptr (GError) error = NULL;
  YxSignCase *found = yx_sign_case_load (story->worker.actor, story->document, NULL, &error);

  g_assert_no_error (error);
  return found;
}

static void
consent (Story *story, YxSignCase *what)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YxDocument) consented = yx_flow_consent (story->worker.actor, what->held->record, NULL, NULL, &error);

  g_assert_no_error (error);
}

/* What is known of a document before it is signed, and after; the signature is there the next time. */
static void
test_case (Story *story, gconstpointer data)
{
  g_autoptr (YxSignCase) before = NULL;
  g_autoptr (YxSignCase) what = NULL;
  g_autoptr (YxSignCase) after = NULL;
  g_autoptr (YxStrokes) drawn = yx_strokes_sample (1);
  g_autoptr (GBytes) mark = yx_ink_mark_pdf (drawn, NULL);
  g_autoptr (YxSecret) code = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree YxSignOutcome *outcome = NULL;
  g_autofree char *employer = NULL;
  gint64 at = 0;

  story_up_to_contract (story);
  before = load (story);
  g_assert_null (yx_sign_case_employer (before));
  g_assert_true (yx_sign_case_open (before));
  seal_now (story);
  what = load (story);
  employer = yx_sign_case_employer (what);
  g_assert_cmpstr (employer, ==, "长春市晨曦精密机械制造有限公司");
  g_assert_true (what->certified && yx_sign_case_open (what) && !yx_sign_case_signed (what, NULL));
  g_assert_null (what->last);
  g_assert_cmpstr (what->summary->items[YX_SUMMARY_PAY].words, ==, "每月 8000.00 元");
  g_assert_cmpstr (what->summary->items[YX_SUMMARY_TERM].words, ==, "2027年3月1日—2030年2月28日");
  g_assert_cmpstr (what->summary->items[YX_SUMMARY_PROBATION].words, ==, "2027年3月1日—2027年5月31日");
  g_assert_cmpstr (what->summary->items[YX_SUMMARY_PROBATION_PAY].words, ==, "每月 6800.00 元");
  g_assert_nonnull (what->named);
  g_assert_cmpfloat_with_epsilon (what->place.mark.width, 60 * 72 / 25.4, 0.01);
  g_assert_cmpfloat_with_epsilon (what->place.mark.height, 25 * 72 / 25.4, 0.01);
  consent (story, what);
  code = story_code (story, &story->worker, YX_CODE_SIGNING);
  const YxSignOrder order = { what, mark, drawn, story->worker.certificate_password, code };
  outcome = yx_sign_case_sign (story->worker.actor, &order, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (outcome->waiting);
  g_assert_cmpint (outcome->at, >, 0);
  g_assert_null (story->worker.actor->bundle);
  story_await (story, YX_DOCUMENT_COMPLETE);
  after = load (story);
  g_assert_true (yx_sign_case_signed (after, &at) && !yx_sign_case_open (after));
  g_assert_cmpint (at, ==, outcome->at);
  g_assert_cmpuint (yx_strokes_count (after->last), ==, yx_strokes_count (drawn));
}

/* The hall goes with the signature made: it waits, and is taken when the hall is back. */
static void
test_hall_gone (Story *story, gconstpointer data)
{
  g_autoptr (YxSignCase) what = NULL;
  g_autoptr (GBytes) mark = story_mark ();
  g_autoptr (YxRevision) lost = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree YxSignOutcome *sent = NULL;

  story_up_to_contract (story);
  seal_now (story);
  what = load (story);
  consent (story, what);
  story_unlock (story, &story->worker, YX_CODE_SIGNING);
  story_stop_hall (story);
  const YxSigning signing = { .document = story->document, .held = what->held, .mark = mark };
  lost = yx_flow_sign (story->worker.actor, &signing, NULL, &error);
  g_assert_error (error, YX_CLIENT_ERROR, YX_CLIENT_ERROR_UNREACHABLE);
  g_clear_error (&error);
  sent = yx_sign_case_send (story->worker.actor, story->document, NULL, &error);
  g_assert_null (sent);
  g_assert_error (error, YX_CLIENT_ERROR, YX_CLIENT_ERROR_UNREACHABLE);
  g_clear_error (&error);
  story_come_back (story);
  sent = yx_sign_case_send (story->worker.actor, story->document, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (sent->waiting);
  g_assert_cmpint (sent->at, >, 0);
}

/* The hall is gone before the keys are unlocked: nothing is made, nothing waits. */
static void
test_hall_gone_early (Story *story, gconstpointer data)
{
  g_autoptr (YxSignCase) what = NULL;
  g_autoptr (GBytes) mark = story_mark ();
  g_autoptr (YxSecret) code = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree YxSignOutcome *outcome = NULL;

  story_up_to_contract (story);
  seal_now (story);
  what = load (story);
  consent (story, what);
  code = story_code (story, &story->worker, YX_CODE_SIGNING);
  story_stop_hall (story);
  const YxSignOrder order = { what, mark, NULL, story->worker.certificate_password, code };
  outcome = yx_sign_case_sign (story->worker.actor, &order, NULL, &error);
  g_assert_null (outcome);
  g_assert_error (error, YX_CLIENT_ERROR, YX_CLIENT_ERROR_UNREACHABLE);
  g_clear_error (&error);
  story_come_back (story);
  outcome = yx_sign_case_send (story->worker.actor, story->document, NULL, &error);
  g_assert_null (outcome);
  g_assert_error (error, YX_FLOW_ERROR, YX_FLOW_ERROR_MOVED);
}

static void
test_wrong_password (Story *story, gconstpointer data)
{
  g_autoptr (YxSignCase) what = NULL;
  g_autoptr (GBytes) mark = story_mark ();
  g_autoptr (GError) error = NULL;
  g_autoptr (YxSecret) code = NULL;
  g_autoptr (YxSecret) wrong = yx_secret_new_text ("not-the-one-77");
  g_autofree YxSignOutcome *outcome = NULL;

  story_up_to_contract (story);
  seal_now (story);
  what = load (story);
  consent (story, what);
  code = story_code (story, &story->worker, YX_CODE_SIGNING);
  const YxSignOrder order = { what, mark, NULL, wrong, code };
  outcome = yx_sign_case_sign (story->worker.actor, &order, NULL, &error);
  g_assert_null (outcome);
  g_assert_error (error, YX_FLOW_ERROR, YX_FLOW_ERROR_PASSWORD);
}

/* A line across a frame of that size in mm, as a mark. */
static GBytes *
line_mark (double width, double height)
{
  g_autoptr (YxStrokesBuilder) builder = yx_strokes_builder_new (width, height);
  g_autoptr (YxStrokes) strokes = NULL;

  yx_strokes_builder_begin (builder);
  for (int i = 0; i <= 10; i++)
    {
      const YxSample sample = { .x = width * i / 10, .y = height / 2, .pressure = 0.5, .t = i * 10 };

      g_assert_true (yx_strokes_builder_add (builder, &sample, NULL));
    }
  strokes = yx_strokes_builder_end (builder, NULL);
  return yx_ink_mark_pdf (strokes, NULL);
}

/* From where to where ink stands across a place of 60 by 25 mm, in mm. */
static void
find_ink (GBytes *mark, double *left, double *right)
{
  const YxPdfBox place = { 300, 400, MM (60), MM (25) };
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = yx_mark_texture_new (mark, &place, &error);
  int width, height;
  g_autofree guint32 *pixels = NULL;

  g_assert_no_error (error);
  width = gdk_texture_get_width (texture);
  height = gdk_texture_get_height (texture);
  pixels = g_new0 (guint32, (gsize) width * height);
  gdk_texture_download (texture, (guchar *) pixels, (gsize) width * sizeof *pixels);
  *left = G_MAXDOUBLE;
  *right = 0;
  for (int i = 0; i < width * height; i++)
    if (pixels[i] >> 24 > 128)
      {
        *left = MIN (*left, (i % width) * 60.0 / width);
        *right = MAX (*right, (i % width + 1) * 60.0 / width);
      }
}

/* At true size in the middle of its place; smaller where it is too large. */
static void
test_texture (void)
{
  g_autoptr (GBytes) small = line_mark (20, 8);
  g_autoptr (GBytes) large = line_mark (120, 30);
  g_autoptr (GBytes) nonsense = g_bytes_new_static ("nonsense", 8);
  g_autoptr (GError) error = NULL;
  const YxPdfBox place = { 0, 0, 100, 50 };
  double left, right;

  find_ink (small, &left, &right);
  g_assert_cmpfloat_with_epsilon (left, 20, 0.6);
  g_assert_cmpfloat_with_epsilon (right, 40, 0.6);
  find_ink (large, &left, &right);
  g_assert_cmpfloat_with_epsilon (left, 0, 0.3);
  g_assert_cmpfloat_with_epsilon (right, 60, 0.3);
  g_assert_null (yx_mark_texture_new (nonsense, &place, &error));
  g_assert_nonnull (error);
}

static void
test_no_place (void)
{
  g_autoptr (YxStrokes) strokes = yx_strokes_sample (0);
  g_autoptr (GBytes) pdf = yx_ink_mark_pdf (strokes, NULL);
  g_autoptr (GBytes) nonsense = g_bytes_new_static ("nonsense", 8);
  g_autoptr (GError) error = NULL;
  YxPdfPlace place;

  g_assert_false (yx_pdf_find_place (pdf, "yx.worker", &place, &error));
  g_assert_error (error, YX_PDF_ERROR, YX_PDF_ERROR_PLACE);
  g_clear_error (&error);
  g_assert_false (yx_pdf_find_place (nonsense, "yx.worker", &place, &error));
  g_assert_nonnull (error);
}

#define STORY(name, func) g_test_add ("/desk/signing/" name, Story, NULL, story_set_up, func, story_tear_down)

int
main (int argc, char **argv)
{
  story_find_programs ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk/signing/steps", test_steps);
  g_test_add_func ("/desk/signing/resume", test_resume);
  g_test_add_func ("/desk/signing/no-short-cut", test_no_short_cut);
  g_test_add_func ("/desk/signing/pages", test_pages);
  for (gsize i = 0; i < G_N_ELEMENTS (summary_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/desk/signing/summary/", summary_cases[i].name, NULL);

      g_test_add_data_func (path, &summary_cases[i], test_summary);
    }
  g_test_add_func ("/desk/signing/summary-first", test_summary_first);
  g_test_add_func ("/desk/signing/summary-long", test_summary_long);
  g_test_add_func ("/desk/signing/texture", test_texture);
  g_test_add_func ("/desk/signing/no-place", test_no_place);
  STORY ("case", test_case);
  STORY ("hall-gone", test_hall_gone);
  STORY ("hall-gone-early", test_hall_gone_early);
  STORY ("wrong-password", test_wrong_password);
  return g_test_run ();
}
