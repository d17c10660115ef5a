-- SPDX-License-Identifier: GPL-3.0-or-later
-- The lowest pay of a post is asked with each filing.

CREATE INDEX filing_post ON "filing" ("enterprise", "post");
