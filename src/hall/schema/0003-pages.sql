-- Lists are read by pages, oldest first: each page begins where the one before ended, without sorting what is not shown.

DROP INDEX document_enterprise;
DROP INDEX document_person;
DROP INDEX filing_enterprise;
DROP INDEX seal_enterprise;
DROP INDEX session_account;
DROP INDEX certificate_account;
CREATE INDEX document_enterprise_created ON "document" ("enterprise", "created", "id");
CREATE INDEX document_person_created ON "document" ("person", "created", "id");
CREATE INDEX filing_enterprise_created ON "filing" ("enterprise", "created", "id");
CREATE INDEX seal_enterprise_created ON "seal" ("enterprise", "created", "id");
CREATE INDEX session_account_created ON "session" ("account", "created", "id");
CREATE INDEX certificate_account_created ON "certificate" ("account", "created", "id");
