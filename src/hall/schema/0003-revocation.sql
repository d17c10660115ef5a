-- SPDX-License-Identifier: GPL-3.0-or-later
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
