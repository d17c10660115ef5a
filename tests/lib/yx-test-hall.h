/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "lib/yx-test-folder.h"

G_BEGIN_DECLS

#define YX_TEST_HALL_NAME "测试网厅"

/* A real hall: `yinxin-hall` as a child on a Unix socket, or with TLS on loopback, in a temporary folder. */
typedef struct
{
  YxTestFolder *above;  /* (owned): what is in it goes with the hall */
  char *folder;         /* (owned): the data folder */
  char *socket;         /* (owned): of a hall on a Unix socket */
  char *url;            /* (owned) (nullable): as the client takes it, while it runs */
  char *log;            /* (owned) (nullable): where its stderr goes */
  GSubprocess *process; /* (owned) (nullable): while it runs */
} YxTestHall;

/* What hall.conf says besides the name: small scrypt, and limits that no test meets by chance. */
#define YX_TEST_HALL_WIDE                                                                                    \
  "[scrypt]\nlog2n=4\n"                                                                                      \
  "[limits]\ncode-per-minute=1000\ncode-per-day=10000\nseal-visit-per-day=10000\ncode-per-day-phone=10000\n" \
  "sign-in-per-minute=1000\nwrite-per-second=1000\nread-per-second=1000\naddress-per-minute=100000\n"

YxTestHall *yx_test_hall_new (const char *config);
void yx_test_hall_free (YxTestHall *hall);
void yx_test_hall_configure (YxTestHall *hall, const char *config);
void yx_test_hall_keep_log (YxTestHall *hall);
void yx_test_hall_await_log (YxTestHall *hall, const char *words);
void yx_test_hall_start (YxTestHall *hall);
void yx_test_hall_start_tls (YxTestHall *hall);
void yx_test_hall_start_plainly (YxTestHall *hall);
void yx_test_hall_stop (YxTestHall *hall);
void yx_test_hall_kill (YxTestHall *hall);

char *yx_test_hall_program (void);
char *yx_test_hall_path (YxTestHall *hall, const char *name);
char *yx_test_hall_code (YxTestHall *hall, const char *phone, const char *purpose);
int yx_test_hall_command (const char *const *arguments, char **said, char **complained);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxTestHall, yx_test_hall_free)

G_END_DECLS
