/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "flow/yx-flow-seal.h"
#include "flow/yx-verdict-words.h"

#define TIME G_GINT64_CONSTANT (1772323200000000) /* 2026-03-01T00:00:00Z */

static YxVerdictSignature *
add_party (YxVerdict *verdict)
{
  YxVerdictSignature *signature = yx_verdict_add_signature (verdict, "yx.employer");

  signature->signer_name = g_strdup ("赵明远");
  signature->signer_organisation = g_strdup ("长春市晨曦精密机械制造有限公司");
  g_free (signature->signer_capacity);
  signature->signer_capacity = g_strdup ("enterprise");
  g_free (signature->trust);
  signature->trust = g_strdup ("trusted");
  signature->valid = TRUE;
  signature->time = TIME;
  return signature;
}

static void
test_sentences (void)
{
  static const struct
  {
    YxVerdictStatus status;
    const char *reason;
    const char *words;
  } table[] = {
    { YX_VERDICT_PASSED, NULL, "as it was signed" },
    { YX_VERDICT_INDETERMINATE, "no-signature", "Nobody has signed" },
    { YX_VERDICT_INDETERMINATE, "NO_CERTIFICATE_CHAIN_FOUND", "no certificate that you trust" },
    { YX_VERDICT_INDETERMINATE, "something-new", "can't be confirmed" },
    { YX_VERDICT_FAILED, "unreadable", "can't be read" },
    { YX_VERDICT_FAILED, "digest-mismatch", "changed after it was signed" },
    { YX_VERDICT_FAILED, "changes-not-allowed", "changed after it was signed" },
    { YX_VERDICT_FAILED, "appearance", "look as it was made" },
    { YX_VERDICT_FAILED, "seal-not-entitled", "without the right" },
    { YX_VERDICT_FAILED, "seal-not-shown", "a seal in it" },
    { YX_VERDICT_FAILED, "seal-forged", "makes no seals" },
    { YX_VERDICT_FAILED, "seal-wrong-type", "a seal of this type" },
    { YX_VERDICT_INDETERMINATE, "seal-maker-not-trusted", "who made a seal" },
    { YX_VERDICT_FAILED, "something-new", "Don't rely" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (YxVerdict) verdict = yx_verdict_new ("00");

      verdict->status = YX_VERDICT_PASSED;
      if (table[i].reason != NULL)
        yx_verdict_lower (verdict, table[i].status, table[i].reason);
      g_assert_nonnull (strstr (yx_verdict_sentence (verdict), table[i].words));
    }
}

static char *
words_of (void (*change) (YxVerdictSignature *))
{
  g_autoptr (YxVerdict) verdict = yx_verdict_new ("00");
  YxVerdictSignature *signature = add_party (verdict);

  change (signature);
  return yx_verdict_signature_words (signature);
}

static void
leave (YxVerdictSignature *signature)
{
}

static void
set_own_hall (YxVerdictSignature *signature)
{
  signature->signer_own_hall = TRUE;
}

static void
set_seal (YxVerdictSignature *signature)
{
  yx_verdict_signature_set_seal (signature, "sea_x", 1, "unit", "晨曦单位公章", TRUE);
}

static void
set_foreign_seal (YxVerdictSignature *signature)
{
  yx_verdict_signature_set_seal (signature, "sea_x", 1, "unit", "晨曦单位公章", FALSE);
}

static void
set_timestamp (YxVerdictSignature *signature)
{
  signature->timestamp = TRUE;
  signature->time_proven = TRUE;
}

static void
set_personal (YxVerdictSignature *signature)
{
  g_clear_pointer (&signature->signer_organisation, g_free);
  g_free (signature->signer_capacity);
  signature->signer_capacity = g_strdup ("personal");
  g_free (signature->signer_identity);
  signature->signer_identity = g_strdup ("attended");
}

static void
set_invalid (YxVerdictSignature *signature)
{
  signature->valid = FALSE;
}

static void
set_changed (YxVerdictSignature *signature)
{
  yx_verdict_signature_add_change (signature, 3, 12, "/Contents", FALSE);
}

static void
set_unknown (YxVerdictSignature *signature)
{
  g_free (signature->trust);
  signature->trust = g_strdup ("unknown");
  g_clear_pointer (&signature->signer_name, g_free);
  signature->time = G_MININT64;
}

static void
test_signatures (void)
{
  static const struct
  {
    void (*change) (YxVerdictSignature *);
    const char *words[4];
  } table[] = {
    { leave, { "赵明远", "长春市晨曦精密机械制造有限公司", "2026-03-01 08:00:00 +08:00", "identity not checked" } },
    { leave, { "for the enterprise", "as the signer says", ": valid;" } },
    { set_own_hall, { "identity and time attested by the employer's own hall" } },
    { set_seal, { "with the seal “晨曦单位公章”" } },
    { set_foreign_seal, { "without the right to use it" } },
    { set_timestamp, { "Timestamp of", "proven by a timestamp" } },
    { set_personal, { "as a person", "identity checked on site" } },
    { set_invalid, { "not valid" } },
    { set_changed, { "changed afterwards" } },
    { set_unknown, { "somebody unknown", "certificate is unknown", "without a time" } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *line = words_of (table[i].change);

      for (gsize k = 0; k < G_N_ELEMENTS (table[i].words) && table[i].words[k] != NULL; k++)
        g_assert_nonnull (strstr (line, table[i].words[k]));
    }
}

/* A hall of somebody else's must not be taken for the employer's own. */
static void
test_own_hall_only (void)
{
  g_autofree char *line = words_of (leave);

  g_assert_null (strstr (line, "own hall"));
}

static void
test_whole (void)
{
  g_autoptr (YxVerdict) verdict = yx_verdict_new ("00");
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  verdict->file = g_strdup ("001-李想.pdf");
  add_party (verdict);
  add_party (verdict);
  text = yx_verdict_words (verdict);
  lines = g_strsplit (text, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 4);
  g_assert_true (g_str_has_prefix (lines[0], "001-李想.pdf: "));
  g_assert_true (g_str_has_prefix (lines[1], "  "));
  g_assert_cmpstr (lines[3], ==, "");
}

static void
test_seal_label (void)
{
  g_autofree char *plain = yx_flow_seal_label ("长春市晨曦精密机械制造有限公司", YX_SEAL_UNIT);
  GString *name = g_string_new (NULL);
  g_autofree char *cut = NULL;

  g_assert_cmpstr (plain, ==, "长春市晨曦精密机械制造有限公司单位公章");
  for (int i = 0; i < 60; i++)
    g_string_append (name, "长");
  cut = yx_flow_seal_label (name->str, YX_SEAL_UNIT);
  g_assert_cmpint (g_utf8_strlen (cut, -1), ==, 50);
  g_assert_true (g_str_has_suffix (cut, "长单位公章"));
  g_string_free (name, TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/words/sentences", test_sentences);
  g_test_add_func ("/words/signatures", test_signatures);
  g_test_add_func ("/words/own-hall-only", test_own_hall_only);
  g_test_add_func ("/words/whole", test_whole);
  g_test_add_func ("/words/seal-label", test_seal_label);
  return g_test_run ();
}
