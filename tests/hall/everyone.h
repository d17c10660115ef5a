/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hall/hall-story.h"
#include "hall/server-fixture.h"

G_BEGIN_DECLS

/* A hall with its real handlers behind a real server, and two of each kind of account in it. */
typedef struct
{
  ServerFixture *server;    /* (owned) */
  HallFixture *fixture;     /* the server's */
  StoryActor *employer;     /* (owned) */
  StoryActor *worker;       /* (owned) */
  StoryActor *other_employer; /* (owned) */
  StoryActor *other_worker; /* (owned) */
  char *filing;             /* (owned): of employer and worker */
  char *contract;           /* (owned) */
  char *document;           /* (owned) */
  char *head;               /* (owned): the document's */
  char *base;               /* (owned): its first revision */
  guint last;               /* number of the newest account */
} Everyone;

/* A request that an endpoint accepts. */
typedef struct
{
  StoryActor *actor;                         /* (nullable): who sends it */
  StoryActor *made;                          /* (owned) (nullable): the actor, if made for it */
  char *parameters[YX_API_MAX_PARAMETERS];   /* (owned) */
  YxRecord *request;                         /* (owned) (nullable) */
  GBytes *bytes;                             /* (owned) (nullable) */
  char *if_match;                            /* (owned) (nullable) */
} Example;

/* How each endpoint is used: @make fills in all but the sender; with @effective it must succeed, else it is only
 * written as it must be. @field and @value make it another request. */
typedef struct
{
  void (*make) (Everyone *everyone, Example *example, gboolean effective);
  const char *field;
  const char *value;
} ExampleLine;

Everyone *everyone_new (void);
void everyone_free (Everyone *everyone);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Everyone, everyone_free)

const ExampleLine *example_line (YxEndpointId id);
void example_make (Everyone *everyone, YxEndpointId id, YxRole role, gboolean effective, Example *example);
void example_clear (Example *example);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Example, example_clear)

G_END_DECLS
