-- SPDX-License-Identifier: GPL-3.0-or-later
-- The fields of law.md 4 that employees.csv does not have, and what is true of the enterprise.

ALTER TABLE "filing" ADD COLUMN "u_name" TEXT;
ALTER TABLE "filing" ADD COLUMN "u_uscc" TEXT;
ALTER TABLE "filing" ADD COLUMN "u_addr" TEXT;
ALTER TABLE "filing" ADD COLUMN "u_head_kind" TEXT;
ALTER TABLE "filing" ADD COLUMN "u_head" BLOB;
ALTER TABLE "filing" ADD COLUMN "u_agent" BLOB;
ALTER TABLE "filing" ADD COLUMN "u_agent_auth" TEXT;
ALTER TABLE "filing" ADD COLUMN "w_sex" BLOB;
ALTER TABLE "filing" ADD COLUMN "w_birth" BLOB;
ALTER TABLE "filing" ADD COLUMN "w_doc_from" BLOB;
ALTER TABLE "filing" ADD COLUMN "w_doc_to" BLOB;
ALTER TABLE "filing" ADD COLUMN "w_email" BLOB;
ALTER TABLE "filing" ADD COLUMN "w_nation" BLOB;
ALTER TABLE "filing" ADD COLUMN "w_emergency" BLOB;
ALTER TABLE "filing" ADD COLUMN "w_permit" BLOB;
ALTER TABLE "filing" ADD COLUMN "w_permit_to" BLOB;
ALTER TABLE "filing" ADD COLUMN "w_minor_cert" BLOB;
ALTER TABLE "filing" ADD COLUMN "w_health_check" BLOB;
ALTER TABLE "filing" ADD COLUMN "fixed_count" BIGINT;
ALTER TABLE "filing" ADD COLUMN "merged_from" TEXT;
ALTER TABLE "filing" ADD COLUMN "merged_paid" BIGINT;
ALTER TABLE "filing" ADD COLUMN "host_name" TEXT;
ALTER TABLE "filing" ADD COLUMN "host_uscc" TEXT;
ALTER TABLE "filing" ADD COLUMN "dispatch_from" TEXT;
ALTER TABLE "filing" ADD COLUMN "dispatch_to" TEXT;
ALTER TABLE "filing" ADD COLUMN "dispatch_kind" TEXT;
ALTER TABLE "filing" ADD COLUMN "task_done" TEXT;
ALTER TABLE "filing" ADD COLUMN "worker_asks_fixed" BIGINT;
ALTER TABLE "filing" ADD COLUMN "ask_evidence" BLOB;
ALTER TABLE "filing" ADD COLUMN "prob" BIGINT;
ALTER TABLE "filing" ADD COLUMN "hire_conditions" TEXT;
ALTER TABLE "filing" ADD COLUMN "duty" TEXT;
ALTER TABLE "filing" ADD COLUMN "work_region" TEXT;
ALTER TABLE "filing" ADD COLUMN "occupation" TEXT;
ALTER TABLE "filing" ADD COLUMN "post_class" TEXT;
ALTER TABLE "filing" ADD COLUMN "rest" TEXT;
ALTER TABLE "filing" ADD COLUMN "day_h" BIGINT;
ALTER TABLE "filing" ADD COLUMN "week_h" BIGINT;
ALTER TABLE "filing" ADD COLUMN "hours_permit" TEXT;
ALTER TABLE "filing" ADD COLUMN "hours_permit_to" TEXT;
ALTER TABLE "filing" ADD COLUMN "calc_period" TEXT;
ALTER TABLE "filing" ADD COLUMN "pay_form" TEXT;
ALTER TABLE "filing" ADD COLUMN "base_unit" TEXT;
ALTER TABLE "filing" ADD COLUMN "parts" TEXT;
ALTER TABLE "filing" ADD COLUMN "piece" TEXT;
ALTER TABLE "filing" ADD COLUMN "pay_other" TEXT;
ALTER TABLE "filing" ADD COLUMN "cycle" TEXT;
ALTER TABLE "filing" ADD COLUMN "pay_month" TEXT;
ALTER TABLE "filing" ADD COLUMN "same_post_min" BIGINT;
ALTER TABLE "filing" ADD COLUMN "pay_method" TEXT;
ALTER TABLE "filing" ADD COLUMN "bank" BLOB;
ALTER TABLE "filing" ADD COLUMN "account" BLOB;
ALTER TABLE "filing" ADD COLUMN "ot_base" TEXT;
ALTER TABLE "filing" ADD COLUMN "si_pension" BIGINT;
ALTER TABLE "filing" ADD COLUMN "si_medical" BIGINT;
ALTER TABLE "filing" ADD COLUMN "si_unemployment" BIGINT;
ALTER TABLE "filing" ADD COLUMN "si_injury" BIGINT;
ALTER TABLE "filing" ADD COLUMN "si_place" TEXT;
ALTER TABLE "filing" ADD COLUMN "fund" TEXT;
ALTER TABLE "filing" ADD COLUMN "extra" TEXT;
ALTER TABLE "filing" ADD COLUMN "protection" TEXT;
ALTER TABLE "filing" ADD COLUMN "hazard" BIGINT;
ALTER TABLE "filing" ADD COLUMN "hazards" TEXT;
ALTER TABLE "filing" ADD COLUMN "exam_pre" BIGINT;
ALTER TABLE "filing" ADD COLUMN "exam_on" BIGINT;
ALTER TABLE "filing" ADD COLUMN "exam_post" BIGINT;
ALTER TABLE "filing" ADD COLUMN "train" BIGINT;
ALTER TABLE "filing" ADD COLUMN "train_what" TEXT;
ALTER TABLE "filing" ADD COLUMN "train_cost" BIGINT;
ALTER TABLE "filing" ADD COLUMN "serve_from" TEXT;
ALTER TABLE "filing" ADD COLUMN "serve_to" TEXT;
ALTER TABLE "filing" ADD COLUMN "train_penalty" BIGINT;
ALTER TABLE "filing" ADD COLUMN "secret" BIGINT;
ALTER TABLE "filing" ADD COLUMN "secret_scope" TEXT;
ALTER TABLE "filing" ADD COLUMN "nc" BIGINT;
ALTER TABLE "filing" ADD COLUMN "nc_role" TEXT;
ALTER TABLE "filing" ADD COLUMN "nc_months" BIGINT;
ALTER TABLE "filing" ADD COLUMN "nc_scope" TEXT;
ALTER TABLE "filing" ADD COLUMN "nc_area" TEXT;
ALTER TABLE "filing" ADD COLUMN "nc_pay" BIGINT;
ALTER TABLE "filing" ADD COLUMN "nc_penalty" BIGINT;
ALTER TABLE "filing" ADD COLUMN "other" TEXT;
ALTER TABLE "filing" ADD COLUMN "rules" TEXT;
ALTER TABLE "filing" ADD COLUMN "annex" TEXT;
ALTER TABLE "filing" ADD COLUMN "project" TEXT;
ALTER TABLE "filing" ADD COLUMN "e_form_consent" BIGINT;
ALTER TABLE "filing" ADD COLUMN "notice_ack" BIGINT;
ALTER TABLE "filing" ADD COLUMN "serve_addr" BLOB;
ALTER TABLE "filing" ADD COLUMN "findings" TEXT;

ALTER TABLE "enterprise" ADD COLUMN "u_region" TEXT;
ALTER TABLE "enterprise" ADD COLUMN "u_place" TEXT;
ALTER TABLE "enterprise" ADD COLUMN "u_union" BIGINT;

-- The economic type was free text; now it is one of the choices.
UPDATE "enterprise" SET "u_econ" = CASE "u_econ"
  WHEN '国有' THEN 'state'
  WHEN '集体' THEN 'collective'
  WHEN '股份合作' THEN 'stock_cooperative'
  WHEN '联营' THEN 'joint'
  WHEN '有限责任公司' THEN 'limited'
  WHEN '股份有限公司' THEN 'joint_stock'
  WHEN '私营' THEN 'private'
  WHEN '港澳台商投资' THEN 'hk_macao_taiwan'
  WHEN '外商投资' THEN 'foreign'
  WHEN '个体经营' THEN 'individual'
  ELSE 'other'
END WHERE "u_econ" IS NOT NULL;

-- Certificates end before their time, are issued by one of several authorities, or are refused by it.

ALTER TABLE "certificate" ADD COLUMN "authority" TEXT;
ALTER TABLE "certificate" ADD COLUMN "ended" BIGINT;
ALTER TABLE "certificate" ADD COLUMN "end_reason" TEXT;
ALTER TABLE "certificate" ADD COLUMN "refusal" TEXT;
CREATE INDEX certificate_state ON "certificate" ("state", "id");

-- What each authority last published (RFC 5280 §5).
CREATE TABLE "crl" (
  "authority" TEXT NOT NULL PRIMARY KEY,
  "number" BIGINT NOT NULL,
  "made" BIGINT NOT NULL,
  "list" BLOB NOT NULL
);

-- Seals of every type: their measures, which a hall may set otherwise later, and when they were voided.
-- Until here all seals were enterprise seals of the usual measures.

ALTER TABLE "seal" ADD COLUMN "width" BIGINT;
ALTER TABLE "seal" ADD COLUMN "height" BIGINT;
ALTER TABLE "seal" ADD COLUMN "voided" BIGINT;
UPDATE "seal" SET "width" = 40;
UPDATE "seal" SET "width" = 42 WHERE "enterprise" IN
  (SELECT "id" FROM "enterprise" WHERE "u_type" IN ('joint_stock', 'society'));
UPDATE "seal" SET "height" = "width";

-- What parties do to a document besides signing it: the worker's consent to the electronic form, with an
-- address for delivery, and why a document was declined or withdrawn.
ALTER TABLE "document" ADD COLUMN "consented" BIGINT;
ALTER TABLE "document" ADD COLUMN "serve_addr" BLOB;
ALTER TABLE "document" ADD COLUMN "reason" BLOB;

-- Why an officer has returned a filing.

ALTER TABLE "filing" ADD COLUMN "return_reason" BLOB;
CREATE INDEX filing_state ON "filing" ("state", "created");

-- The lowest pay of a post is asked with each filing.

CREATE INDEX filing_post ON "filing" ("enterprise", "post");
