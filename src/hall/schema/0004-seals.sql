-- SPDX-License-Identifier: GPL-3.0-or-later
-- Seals of every type: their measures, which a hall may set otherwise later, and when they were voided.
-- Until here all seals were enterprise seals of the usual measures.

ALTER TABLE "seal" ADD COLUMN "width" BIGINT;
ALTER TABLE "seal" ADD COLUMN "height" BIGINT;
ALTER TABLE "seal" ADD COLUMN "voided" BIGINT;
UPDATE "seal" SET "width" = 40;
UPDATE "seal" SET "width" = 42 WHERE "enterprise" IN
  (SELECT "id" FROM "enterprise" WHERE "u_type" IN ('joint_stock', 'society'));
UPDATE "seal" SET "height" = "width";
