/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "crypto/yx-cms.h"
#include "crypto/yx-envelope.h"
#include "hall/hall-fixture.h"
#include "hall/yx-hall-call.h"
#include "hall/yx-hall-handlers.h"
#include "model/yx-document.h"
#include "model/yx-filing.h"
#include "model/yx-seal.h"

G_BEGIN_DECLS

/* Somebody with an account, as the desktop would hold them. */
typedef struct
{
  char *name;
  char *doc_no;
  char *phone;
  char *password;
  char *login; /* (nullable): of an enterprise account */
  char *uscc;  /* (nullable) */
  char *account;
  char *enterprise; /* (nullable) */
  YxSession *session;
  YxKey *key;
  YxCertificate *certificate;
  GBytes *parameters;
  YxSecret *proof; /* hex */
  YxSeal *seal;    /* (nullable) */
} StoryActor;

void story_actor_free (StoryActor *actor);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StoryActor, story_actor_free)

char *story_uscc (guint number);
char *story_doc_no (guint number);
char *story_phone (guint number);

gpointer story_record (const YxRecordType *type, const char *field, ...) G_GNUC_NULL_TERMINATED;
void story_secret (gpointer record, const char *field, const char *text);
char *story_code (HallFixture *fixture, const char *phone, const char *purpose);

YxHallCall *
story_call (HallFixture *fixture, YxEndpointId id, StoryActor *actor, const char *first, const char *second);
gboolean story_run (YxHallCall *call, GError **error);
void story_does (YxHallCall *call);
void story_sql (HallFixture *fixture, const char *sql);
void story_refused (YxHallCall *call, YxProblemCode code, const char *field);

StoryActor *story_enterprise_new (guint number);
StoryActor *story_person_new (guint number);
gpointer story_registration (HallFixture *fixture, StoryActor *actor);
void story_ask_code (HallFixture *fixture, StoryActor *actor, const char *purpose);
void story_register (HallFixture *fixture, StoryActor *actor);
void story_sign_in (HallFixture *fixture, StoryActor *actor);
gpointer story_certificate_request (HallFixture *fixture, StoryActor *actor, const char *id);
gpointer story_change_request (HallFixture *fixture, StoryActor *actor);
void story_activate (HallFixture *fixture, StoryActor *actor);
YxHallCall *story_seal_request (HallFixture *fixture, StoryActor *actor, const char *kind);
void story_make_seal (HallFixture *fixture, StoryActor *actor);
void story_make_seal_of (HallFixture *fixture, StoryActor *actor, const char *kind);

YxFiling *story_filing (StoryActor *worker);
YxFiling *story_file (HallFixture *fixture, StoryActor *employer, StoryActor *worker);
YxDocument *story_document (HallFixture *fixture, StoryActor *actor, const char *id);
GBytes *story_bytes (HallFixture *fixture, StoryActor *actor, const char *document);
void story_chain (HallFixture *fixture, StoryActor *actor, GPtrArray *chain);
GBytes *story_sign (HallFixture *fixture, StoryActor *actor, GBytes *head, const char *field);
YxHallCall *story_act (HallFixture *fixture,
                       YxEndpointId id,
                       StoryActor *actor,
                       const YxDocument *document,
                       gpointer request);
void story_consent (HallFixture *fixture, StoryActor *worker, const YxDocument *document);
YxHallCall *story_append (
    HallFixture *fixture, StoryActor *actor, const YxDocument *document, const char *id, GBytes *appended);

/* A hall, and an enterprise and a worker before it. */
typedef struct
{
  HallFixture *fixture;
  StoryActor *employer;
  StoryActor *worker;
} Desk;

void desk_open (Desk *desk, HallFixture *fixture);
void desk_clear (Desk *desk);
void desk_register_both (Desk *desk);
void desk_sign_in_both (Desk *desk);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Desk, desk_clear)

/* Everything up to a contract that waits for its seal. */
typedef struct
{
  HallFixture *fixture;
  StoryActor *employer;
  StoryActor *worker;
  char *document;
} Story;

Story *story_new (void);
void story_free (Story *story);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Story, story_free)

G_END_DECLS
