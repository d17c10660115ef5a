/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client/yx-local-hall.h"
#include "flow/yx-flow-sign.h"
#include "lib/yx-test-folder.h"
#include "model/yx-filing.h"

/* Somebody at a desk of their own. */
typedef struct
{
  char *login;
  char *phone;
  YxSecret *password;
  YxSecret *certificate_password;
  YxLocalStore *store;
  YxActor *actor; /* (nullable): while the hall is gone */
} Desk;

/* A real hall with small scrypt, an enterprise and one employee. */
typedef struct
{
  YxTestFolder *folder;
  char *data;
  YxSecret *key;
  YxLocalHall *hall; /* (nullable) */
  Desk enterprise;
  Desk worker;
  YxSeal *seal;
  char *filing;
  char *document;
} Story;

void story_find_programs (void);
void story_set_up (Story *story, gconstpointer data);
void story_tear_down (Story *story, gconstpointer data);

void story_start_hall (Story *story);
void story_stop_hall (Story *story);
void story_come_back (Story *story);

void story_register (Story *story);
void story_certify_enterprise (Story *story);
void story_certify (Story *story);
void story_file (Story *story);
void story_age_certificates (Story *story);
char *story_file_returned (Story *story);
void story_up_to_contract (Story *story);

YxFiling *story_filing (void);
YxSecret *story_code (Story *story, Desk *desk, YxCodePurpose purpose);
void story_unlock (Story *story, Desk *desk, YxCodePurpose purpose);
void story_second_desk (Story *story, Desk *first, Desk *second);
void story_close_desk (Desk *desk);
GBytes *story_mark (void);
YxRevision *story_seal (Story *story, YxHeldDocument *held, GError **error);
YxRevision *story_sign (Story *story, YxHeldDocument *held, GError **error);
YxDocument *story_document (Story *story);
void story_await (Story *story, YxDocumentState state);
