/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* hall.conf, read (formats.md). Unknown keys are errors that name their line. */
typedef struct
{
  char *name;
  char *phones;
  char *chat;
  char *public_url;      /* (nullable) */
  gint64 idle_minutes;
  char *address;         /* (nullable) */
  gint64 port;
  gboolean embedded;     /* own hall: certificates say so */
  gboolean sms_shown;    /* codes go into sms/shown.jsonl: on loopback and sockets only */
  guint scrypt_log2n;
  guint scrypt_r;
  guint scrypt_p;
  gboolean approve_by_rule;
  gint64 code_per_minute;   /* per phone and purpose */
  gint64 code_per_day;
  gint64 seal_visit_per_day;
  gint64 code_per_day_phone;
  gint64 sign_in_per_minute; /* per account */
  gint64 write_per_second;
  gint64 read_per_second;
  gint64 address_per_minute; /* sign-ins and registrations */
} YxHallConfig;

YxHallConfig *yx_hall_config_load (const char *file, GError **error);
void yx_hall_config_free (YxHallConfig *config);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxHallConfig, yx_hall_config_free)

G_END_DECLS
