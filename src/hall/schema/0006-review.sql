-- SPDX-License-Identifier: GPL-3.0-or-later
-- Why an officer has returned a filing.

ALTER TABLE "filing" ADD COLUMN "return_reason" BLOB;
CREATE INDEX filing_state ON "filing" ("state", "created");
