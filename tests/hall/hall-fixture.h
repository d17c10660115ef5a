/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hall/yx-hall-folder.h"
#include "hall/yx-hall-server.h"
#include "hall/yx-hall.h"
#include "lib/yx-test-clock.h"
#include "lib/yx-test-folder.h"

G_BEGIN_DECLS

/* A data folder with a hall in it, small scrypt and wide limits, opened in this process. */
typedef struct
{
  YxTestFolder *above; /* (owned) */
  char *folder;        /* (owned) */
  YxClock *clock;      /* (owned): stands still */
  YxHall *hall;        /* (owned) (nullable) */
} HallFixture;

HallFixture *hall_fixture_new (void);
void hall_fixture_free (HallFixture *fixture);
void hall_fixture_configure (HallFixture *fixture, const char *config);
void hall_fixture_open (HallFixture *fixture);
void hall_fixture_close (HallFixture *fixture);
char *hall_fixture_path (HallFixture *fixture, const char *name);
GTlsCertificate *hall_fixture_certificate (HallFixture *fixture);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HallFixture, hall_fixture_free)

#define HALL_FIXTURE_CONFIG "[hall]\nname=测试网厅\n[scrypt]\nlog2n=4\n"

G_END_DECLS
