/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client/yx-mirror.h"
#include "lib/yx-test-clock.h"
#include "lib/yx-test-folder.h"

/* A local store in a temporary folder and an enterprise's mirror in it. */
typedef struct
{
  YxTestFolder *folder;
  char *path;
  YxSecret *key;
  YxClock *clock;
  YxLocalStore *store;
  YxMirror *mirror;
} MirrorFixture;

void mirror_fixture_set_up (MirrorFixture *fixture, gconstpointer account);
void mirror_fixture_tear_down (MirrorFixture *fixture, gconstpointer account);
void mirror_fixture_reopen (MirrorFixture *fixture, YxAccountKind account);
void mirror_fixture_load (MirrorFixture *fixture);

char *mirror_id (const char *kind, guint number);
YxFiling *mirror_filing (guint number, YxFilingState state);
YxDocument *mirror_document (guint number, YxDocumentState state);
void mirror_take (MirrorFixture *fixture, gpointer record);
char *mirror_dump (YxIndex *index);
