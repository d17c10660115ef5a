-- SPDX-License-Identifier: GPL-3.0-or-later
-- Columns are named as the records' fields are (src/model); private fields are sealed under the storage
-- key, and `foo_index` is a keyed hash of `foo`. Instants are microseconds since 1970 UTC, money is 分.

CREATE TABLE "account" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "kind" TEXT,
  "login" TEXT,
  "person" TEXT,
  "enterprise" TEXT,
  "password_hash" TEXT,
  "created" BIGINT,
  "version" BIGINT
);
CREATE UNIQUE INDEX account_login ON "account" ("login");
CREATE INDEX account_person ON "account" ("person");
CREATE INDEX account_enterprise ON "account" ("enterprise");

CREATE TABLE "person" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "name" BLOB,
  "doc_type" TEXT,
  "doc_no" BLOB,
  "doc_no_index" TEXT,
  "doc_from" BLOB,
  "doc_to" BLOB,
  "phone" BLOB,
  "phone_index" TEXT,
  "identity" TEXT,
  "created" BIGINT,
  "version" BIGINT
);
CREATE UNIQUE INDEX person_doc_no ON "person" ("doc_no_index");
CREATE UNIQUE INDEX person_phone ON "person" ("phone_index");

CREATE TABLE "enterprise" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "u_type" TEXT,
  "u_name" TEXT,
  "u_uscc" TEXT,
  "u_addr" TEXT,
  "u_econ" TEXT,
  "u_industry" TEXT,
  "u_phone" TEXT,
  "u_head_kind" TEXT,
  "u_head" BLOB,
  "head_person" TEXT,
  "created" BIGINT,
  "version" BIGINT
);
CREATE UNIQUE INDEX enterprise_uscc ON "enterprise" ("u_uscc");

CREATE TABLE "session" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "account" TEXT,
  "kind" TEXT,
  "person" TEXT,
  "enterprise" TEXT,
  "address" TEXT,
  "device" TEXT,
  "created" BIGINT,
  "used" BIGINT,
  "token_hash" TEXT
);
CREATE UNIQUE INDEX session_token ON "session" ("token_hash");
CREATE INDEX session_account ON "session" ("account", "id");

CREATE TABLE "certificate" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "account" TEXT,
  "enterprise" TEXT,
  "capacity" TEXT,
  "identity" TEXT,
  "state" TEXT,
  "serial" TEXT,
  "fingerprint" TEXT,
  "valid_from" BIGINT,
  "valid_to" BIGINT,
  "certificate" BLOB,
  "request" BLOB,
  "envelope" BLOB,
  "envelope_version" BIGINT,
  "consent" BIGINT,
  "created" BIGINT
);
CREATE UNIQUE INDEX certificate_serial ON "certificate" ("serial");
CREATE UNIQUE INDEX certificate_fingerprint ON "certificate" ("fingerprint");
CREATE INDEX certificate_enterprise ON "certificate" ("enterprise");
CREATE INDEX certificate_account ON "certificate" ("account", "id");

CREATE TABLE "key_envelope" (
  "account" TEXT NOT NULL PRIMARY KEY,
  "parameters" BLOB,
  "envelope" BLOB,
  "sealed" BLOB,
  "proof_hash" TEXT,
  "wrong" BIGINT,
  "held_until" BIGINT,
  "version" BIGINT
);

CREATE TABLE "seal" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "enterprise" TEXT,
  "kind" TEXT,
  "name" TEXT,
  "state" TEXT,
  "number" TEXT,
  "version" BIGINT,
  "valid_from" BIGINT,
  "valid_to" BIGINT,
  "object" BLOB,
  "picture" BLOB,
  "created" BIGINT
);
-- One valid seal of a kind for an enterprise (law.md 3).
CREATE UNIQUE INDEX seal_valid ON "seal" ("enterprise", "kind") WHERE "state" = 'valid';
CREATE UNIQUE INDEX seal_number ON "seal" ("number");
CREATE INDEX seal_enterprise ON "seal" ("enterprise", "id");

CREATE TABLE "seal_use" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "seal" TEXT,
  "enterprise" TEXT,
  "account" TEXT,
  "user_name" BLOB,
  "seal_name" TEXT,
  "document" TEXT,
  "revision" TEXT,
  "at" BIGINT
);
CREATE UNIQUE INDEX seal_use_revision ON "seal_use" ("revision");
CREATE INDEX seal_use_enterprise ON "seal_use" ("enterprise", "at", "id");

CREATE TABLE "filing" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "enterprise" TEXT,
  "filing_kind" TEXT,
  "state" TEXT,
  "w_name" BLOB,
  "w_name_index" TEXT,
  "w_doc_type" TEXT,
  "w_doc_no" BLOB,
  "w_doc_no_index" TEXT,
  "w_phone" BLOB,
  "w_phone_index" TEXT,
  "w_edu" BLOB,
  "w_hukou" BLOB,
  "w_home" BLOB,
  "post" TEXT,
  "work_place" TEXT,
  "use_form" TEXT,
  "kind" TEXT,
  "from" TEXT,
  "to" TEXT,
  "task" TEXT,
  "employment_start" TEXT,
  "prob_from" TEXT,
  "prob_to" TEXT,
  "hours" TEXT,
  "base" BIGINT,
  "prob_pay" BIGINT,
  "pay_day" BIGINT,
  "si" BIGINT,
  "contract" TEXT,
  "document" TEXT,
  "person" TEXT,
  "created" BIGINT,
  "decided" BIGINT,
  "version" BIGINT
);
CREATE INDEX filing_enterprise ON "filing" ("enterprise", "id");
CREATE INDEX filing_doc_no ON "filing" ("w_doc_no_index");
CREATE INDEX filing_phone ON "filing" ("w_phone_index");

CREATE TABLE "contract" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "enterprise" TEXT,
  "filing" TEXT,
  "person" TEXT,
  "contract_no" TEXT,
  "state" TEXT,
  "from" TEXT,
  "to" TEXT,
  "created" BIGINT,
  "version" BIGINT
);
CREATE UNIQUE INDEX contract_filing ON "contract" ("filing");
CREATE UNIQUE INDEX contract_contract_no ON "contract" ("enterprise", "contract_no");
CREATE INDEX contract_person ON "contract" ("person");

CREATE TABLE "document" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "enterprise" TEXT,
  "contract" TEXT,
  "person" TEXT,
  "kind" TEXT,
  "state" TEXT,
  "title" TEXT,
  "template_version" TEXT,
  "w_name" BLOB,
  "w_name_index" TEXT,
  "head" TEXT,
  "revisions" BIGINT,
  "size" BIGINT,
  "created" BIGINT,
  "completed" BIGINT
);
CREATE INDEX document_enterprise ON "document" ("enterprise", "id");
CREATE INDEX document_person ON "document" ("person", "id");
CREATE INDEX document_contract ON "document" ("contract");

CREATE TABLE "revision" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "document" TEXT,
  "number" BIGINT,
  "kind" TEXT,
  "hash" TEXT,
  "head" TEXT,
  "previous" TEXT,
  "size" BIGINT,
  "field" TEXT,
  "account" TEXT,
  "seal" TEXT,
  "receipt" BLOB,
  "at" BIGINT
);
CREATE UNIQUE INDEX revision_number ON "revision" ("document", "number");
-- Compare-and-swap: of two revisions upon the same head one is refused.
CREATE UNIQUE INDEX revision_previous ON "revision" ("document", "previous");
CREATE INDEX revision_hash ON "revision" ("hash");

CREATE TABLE "event" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "object" TEXT,
  "number" BIGINT,
  "action" TEXT,
  "account" TEXT,
  "capacity" TEXT,
  "session" TEXT,
  "address" TEXT,
  "hash" TEXT,
  "previous" TEXT,
  "chain" TEXT,
  "at" BIGINT
);
CREATE UNIQUE INDEX event_number ON "event" ("object", "number");
CREATE INDEX event_at ON "event" ("at");

CREATE TABLE "feed_entry" (
  "scope" TEXT NOT NULL,
  "number" BIGINT NOT NULL,
  "kind" TEXT,
  "object" TEXT,
  "at" BIGINT,
  PRIMARY KEY ("scope", "number")
);

CREATE TABLE "authority" (
  "fingerprint" TEXT NOT NULL PRIMARY KEY,
  "role" TEXT,
  "active" BIGINT,
  "valid_from" BIGINT,
  "valid_to" BIGINT,
  "certificate" BLOB
);

-- The counter of each feed; entries up to "trimmed" are gone.
CREATE TABLE "scope" (
  "scope" TEXT NOT NULL PRIMARY KEY,
  "counter" BIGINT NOT NULL DEFAULT 0,
  "trimmed" BIGINT NOT NULL DEFAULT 0
);

-- The code last sent to a phone for a purpose.
CREATE TABLE "sms_code" (
  "phone_index" TEXT NOT NULL,
  "purpose" TEXT NOT NULL,
  "code_hash" TEXT,
  "tries" BIGINT NOT NULL DEFAULT 0,
  "sent" BIGINT NOT NULL DEFAULT 0,
  "expires" BIGINT NOT NULL DEFAULT 0,
  PRIMARY KEY ("phone_index", "purpose")
);
CREATE INDEX sms_code_expires ON "sms_code" ("expires");

-- What is counted over minutes and days and outlives a restart: codes sent, wrong passwords and proofs.
CREATE TABLE "limit_counter" (
  "name" TEXT NOT NULL,
  "subject" TEXT NOT NULL,
  "since" BIGINT NOT NULL,
  "count" BIGINT NOT NULL DEFAULT 0,
  "until" BIGINT NOT NULL DEFAULT 0,
  PRIMARY KEY ("name", "subject")
);
CREATE INDEX limit_counter_since ON "limit_counter" ("since");

-- By which request each thing whose id a client made was created, for ever.
CREATE TABLE "creation" (
  "id" TEXT NOT NULL PRIMARY KEY,
  "digest" TEXT NOT NULL,
  "at" BIGINT NOT NULL
);

-- Series of numbers: seals of an area, contracts of an enterprise and year.
CREATE TABLE "counter" (
  "name" TEXT NOT NULL PRIMARY KEY,
  "number" BIGINT NOT NULL
);

-- Devices on which an account signed in before; wrong passwords count apart there.
CREATE TABLE "known_device" (
  "account" TEXT NOT NULL,
  "device_index" TEXT NOT NULL,
  "at" BIGINT NOT NULL,
  PRIMARY KEY ("account", "device_index")
);

-- Acts without an id of their own, for 30 days.
CREATE TABLE "idempotency" (
  "account" TEXT NOT NULL,
  "key" TEXT NOT NULL,
  "request_hash" TEXT NOT NULL,
  "status" BIGINT NOT NULL,
  "answer" BLOB,
  "at" BIGINT NOT NULL,
  PRIMARY KEY ("account", "key")
);
CREATE INDEX idempotency_at ON "idempotency" ("at");

-- Heads of the events' chains, signed by the hall's records key.
CREATE TABLE "chain_record" (
  "number" BIGINT NOT NULL PRIMARY KEY,
  "until" BIGINT NOT NULL,
  "heads" BLOB NOT NULL,
  "record" BLOB NOT NULL
);

-- Single values: epoch.
CREATE TABLE "meta" (
  "name" TEXT NOT NULL PRIMARY KEY,
  "value" TEXT NOT NULL
);
