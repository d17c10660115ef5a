/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/yx-states.h"

#include <string.h>

static const char *const acts[YX_N_ACTS] = {
  [YX_ACT_SUBMIT] = "submit",         [YX_ACT_APPROVE] = "approve",
  [YX_ACT_RETURN] = "return",         [YX_ACT_VOID] = "void",
  [YX_ACT_EMPLOYER_FIRST] = "employer-first", [YX_ACT_WORKER_FIRST] = "worker-first",
  [YX_ACT_CONSENT] = "consent",       [YX_ACT_EMPLOYER_SIGNS] = "seal",
  [YX_ACT_WORKER_SIGNS] = "sign",     [YX_ACT_STAMP] = "stamp",
  [YX_ACT_DECLINE] = "decline",       [YX_ACT_WITHDRAW] = "withdraw",
  [YX_ACT_LAPSE] = "lapse",           [YX_ACT_OFFER] = "offer",
  [YX_ACT_DELIVER] = "deliver",       [YX_ACT_RECEIVE] = "receive",
  [YX_ACT_REFUSE] = "refuse",         [YX_ACT_BEGIN] = "begin",
  [YX_ACT_EXPIRE] = "expire",         [YX_ACT_RENEW] = "renew",
  [YX_ACT_DISSOLVE] = "dissolve",     [YX_ACT_END] = "end",
};

typedef gboolean (*StepFunc) (int from, YxAct act, int *to);

static gboolean
filing (int from, YxAct act, int *to)
{
  YxFilingState next;
  gboolean can = yx_filing_step ((YxFilingState) from, act, &next);

  *to = can ? (int) next : -1;
  return can;
}

static gboolean
first_document (int from, YxAct act, int *to)
{
  YxDocumentState next;
  gboolean can = yx_document_step ((YxDocumentState) from, act, FALSE, &next);

  *to = can ? (int) next : -1;
  return can;
}

static gboolean
second_document (int from, YxAct act, int *to)
{
  YxDocumentState next;
  gboolean can = yx_document_step ((YxDocumentState) from, act, TRUE, &next);

  *to = can ? (int) next : -1;
  return can;
}

static gboolean
separation (int from, YxAct act, int *to)
{
  YxDocumentState next;
  gboolean can = yx_separation_step ((YxDocumentState) from, act, &next);

  *to = can ? (int) next : -1;
  return can;
}

static gboolean
contract (int from, YxAct act, int *to)
{
  YxContractState next;
  gboolean can = yx_contract_step ((YxContractState) from, act, &next);

  *to = can ? (int) next : -1;
  return can;
}

/* Every act in every state: what @allowed names leads where it says, all else is refused. */
static void
hold (StepFunc step, const YxChoice *states, const char *const *allowed)
{
  guint taken = 0;

  for (const YxChoice *from = states; from->nick != NULL; from++)
    for (int act = 0; act < YX_N_ACTS; act++)
      {
        int to;
        gboolean can = step (from->value, (YxAct) act, &to);
        g_autofree char *said = g_strdup_printf ("%s %s %s", from->nick, acts[act],
                                                 can ? yx_choice_find (states, to)->nick : "-");

        if (can != g_strv_contains (allowed, said))
          g_error ("%s", said);
        taken += can ? 1 : 0;
      }
  g_assert_cmpuint (taken, ==, g_strv_length ((char **) allowed));
}

static void
test_filing (void)
{
  static const char *const allowed[] = {
    "draft submit submitted",  "returned submit submitted", "submitted approve approved", "submitted return returned",
    "draft void voided",       "returned void voided",      "approved void voided",       NULL,
  };

  hold (filing, yx_filing_states, allowed);
}

#define DOCUMENT(sealed, signed_by) \
  "drawn_up offer to_seal", "drawn_up withdraw withdrawn", "to_seal consent to_seal", "to_sign consent to_sign", \
    "to_seal seal " sealed, "to_sign sign " signed_by, "to_stamp stamp complete", "to_seal decline declined", \
    "to_sign decline declined", "to_seal withdraw withdrawn", "to_sign withdraw withdrawn", "to_seal lapse lapsed", \
    "to_sign lapse lapsed"

static void
test_document (void)
{
  static const char *const first[] = {
    DOCUMENT ("to_sign", "to_seal"), "to_seal employer-first to_seal", "to_sign employer-first to_seal",
    "to_seal worker-first to_sign",  "to_sign worker-first to_sign",   NULL,
  };
  static const char *const second[] = { DOCUMENT ("to_stamp", "to_stamp"), NULL };

  hold (first_document, yx_document_states, first);
  hold (second_document, yx_document_states, second);
}

static void
test_separation (void)
{
  static const char *const allowed[] = {
    "drawn_up offer to_seal",    "drawn_up withdraw withdrawn", "to_seal seal issued",       "to_seal withdraw withdrawn",
    "issued deliver delivered",  "issued receive received",     "issued refuse refused",     "delivered receive received",
    "delivered refuse refused",  NULL,
  };

  hold (separation, yx_document_states, allowed);
}

static void
test_contract (void)
{
  static const char *const allowed[] = {
    "pending begin running", "pending dissolve dissolved", "running expire expired", "running renew renewed",
    "running dissolve dissolved", "running end ended", "expired renew renewed", "expired end ended", NULL,
  };

  hold (contract, yx_contract_states, allowed);
}

/* Whoever speaks last is heard: filing, document, contract. */
static void
test_shown (void)
{
  const struct { YxShown shown; const char *employer; const char *worker; } rows[] = {
    { { .filing = YX_FILING_DRAFT }, "草稿", NULL },
    { { .filing = YX_FILING_SUBMITTED }, "待审核", NULL },
    { { .filing = YX_FILING_SUBMITTED, .has_document = TRUE, .has_contract = TRUE }, "待审核", "待签名" },
    { { .filing = YX_FILING_RETURNED }, "已退回", NULL },
    { { .filing = YX_FILING_APPROVED }, "审核通过", NULL },
    { { YX_FILING_APPROVED, YX_DOCUMENT_DRAWN_UP, TRUE, YX_CONTRACT_PENDING, TRUE, FALSE }, "已生成", "待签名" },
    { { YX_FILING_APPROVED, YX_DOCUMENT_TO_SEAL, TRUE, YX_CONTRACT_PENDING, TRUE, FALSE }, "待盖章", "待签名" },
    { { YX_FILING_APPROVED, YX_DOCUMENT_TO_SEAL, TRUE, YX_CONTRACT_PENDING, TRUE, TRUE }, "待盖章", "已签名" },
    { { YX_FILING_APPROVED, YX_DOCUMENT_TO_SIGN, TRUE, YX_CONTRACT_PENDING, TRUE, FALSE }, "待签名", "待签名" },
    { { YX_FILING_APPROVED, YX_DOCUMENT_TO_STAMP, TRUE, YX_CONTRACT_PENDING, TRUE, TRUE }, "待加时间戳", "已签名" },
    { { YX_FILING_APPROVED, YX_DOCUMENT_DECLINED, TRUE, YX_CONTRACT_PENDING, TRUE, FALSE }, "已拒签", "已拒签" },
    { { YX_FILING_APPROVED, YX_DOCUMENT_WITHDRAWN, TRUE, YX_CONTRACT_PENDING, TRUE, TRUE }, "已撤回", "已撤回" },
    { { YX_FILING_APPROVED, YX_DOCUMENT_LAPSED, TRUE, YX_CONTRACT_PENDING, TRUE, FALSE }, "已过期", "已过期" },
    { { YX_FILING_APPROVED, YX_DOCUMENT_COMPLETE, TRUE, YX_CONTRACT_PENDING, TRUE, TRUE }, "未生效", "已签名" },
    { { YX_FILING_APPROVED, YX_DOCUMENT_COMPLETE, TRUE, YX_CONTRACT_RUNNING, TRUE, TRUE }, "履行中", "已签名" },
    { { YX_FILING_APPROVED, YX_DOCUMENT_COMPLETE, TRUE, YX_CONTRACT_EXPIRED, TRUE, TRUE }, "已期满", "已签名" },
    { { YX_FILING_APPROVED, YX_DOCUMENT_COMPLETE, TRUE, YX_CONTRACT_RENEWED, TRUE, TRUE }, "已续订", "已签名" },
    { { YX_FILING_APPROVED, YX_DOCUMENT_COMPLETE, TRUE, YX_CONTRACT_DISSOLVED, TRUE, TRUE }, "已解除", "已签名" },
    { { YX_FILING_APPROVED, YX_DOCUMENT_COMPLETE, TRUE, YX_CONTRACT_ENDED, TRUE, TRUE }, "已终止", "已签名" },
    { { YX_FILING_APPROVED, YX_DOCUMENT_DELIVERED, TRUE, YX_CONTRACT_ENDED, TRUE, FALSE }, "已送达", "待签名" },
    { { YX_FILING_VOIDED, YX_DOCUMENT_COMPLETE, TRUE, YX_CONTRACT_RUNNING, TRUE, TRUE }, "已作废", "已作废" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_assert_cmpstr (yx_shown_to_employer (&rows[i].shown)->heading, ==, rows[i].employer);
      if (rows[i].worker != NULL)
        g_assert_cmpstr (yx_shown_to_worker (&rows[i].shown)->heading, ==, rows[i].worker);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/states/filing", test_filing);
  g_test_add_func ("/model/states/document", test_document);
  g_test_add_func ("/model/states/separation", test_separation);
  g_test_add_func ("/model/states/contract", test_contract);
  g_test_add_func ("/model/states/shown", test_shown);
  return g_test_run ();
}
