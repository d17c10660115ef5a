/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench/bench-paper.h"

#include "bench/bench-report.h"
#include "crypto/yx-password.h"
#include "lib/yx-test-clock.h"
#include "model/yx-enterprise.h"
#include "paper/yx-paper.h"
#include "flow/yx-sample-people.h"

static YxEnterprise *
make_enterprise (const YxSampleEnterprise *made_up)
{
  YxEnterprise *enterprise = yx_enterprise_new ();

  yx_record_set_text (enterprise, "u_name", made_up->name);
  yx_record_set_text (enterprise, "u_uscc", made_up->uscc);
  yx_record_set_text (enterprise, "u_addr", made_up->address);
  yx_record_set_text (enterprise, "u_phone", made_up->telephone);
  yx_record_set_text (enterprise, "u_head", made_up->head->name);
  yx_record_set_int (enterprise, "u_head_kind", YX_HEAD_LEGAL);
  return enterprise;
}

void
bench_paper_compose (guint runs, BenchSamples *samples, gsize *document_size)
{
  const guint8 salt[16] = "bench";
  g_autoptr (GPtrArray) people = yx_sample_people_new (1, runs);
  g_autoptr (YxSampleEnterprise) made_up = yx_sample_enterprise_new (1, salt);
  g_autoptr (YxEnterprise) enterprise = make_enterprise (made_up);
  YxDate today = yx_date_from_instant (YX_TEST_NOW);

  for (guint i = 0; i < runs; i++)
    {
      g_autoptr (YxFiling) filing = yx_sample_person_filing (people->pdata[i], made_up, today);
      const YxPaperFacts facts = { .filing = filing,
                                   .enterprise = enterprise,
                                   .contract_no = "91220101MA0Y2QFN7X-2026-00001",
                                   .composed = YX_TEST_NOW };
      g_autoptr (GBytes) document = NULL;
      g_autoptr (GError) error = NULL;
      BenchRun run;

      bench_run_begin (&run);
      document = yx_paper_contract_prepared (&facts, &error);
      bench_run_end (&run, samples);
      BENCH_ASSERT_NO_ERROR (error);
      *document_size = g_bytes_get_size (document);
    }
}

void
bench_scrypt_account (guint runs, BenchSamples *samples)
{
  g_autoptr (YxSecret) password = yx_secret_new_text ("x7-benchbench");
  const YxScrypt cost = YX_SCRYPT_ACCOUNT;

  for (guint i = 0; i < runs; i++)
    {
      g_autofree char *hash = NULL;
      g_autoptr (GError) error = NULL;
      BenchRun run;

      bench_run_begin (&run);
      hash = yx_password_hash (password, &cost, &error);
      bench_run_end (&run, samples);
      BENCH_ASSERT_NO_ERROR (error);
    }
}
