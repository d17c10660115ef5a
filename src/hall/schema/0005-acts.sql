-- SPDX-License-Identifier: GPL-3.0-or-later
-- What parties do to a document besides signing it: the worker's consent to the electronic form, with an
-- address for delivery, and why a document was declined or withdrawn.
ALTER TABLE "document" ADD COLUMN "consented" BIGINT;
ALTER TABLE "document" ADD COLUMN "serve_addr" BLOB;
ALTER TABLE "document" ADD COLUMN "reason" BLOB;
