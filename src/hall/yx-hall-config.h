/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* [sms] provider */
typedef enum
{
  YX_HALL_SMS_SHOWN, /* codes go into sms/shown.jsonl: on loopback and sockets only */
  YX_HALL_SMS_HTTP,
} YxHallSmsProvider;

/* [ca] provider */
typedef enum
{
  YX_HALL_CA_OWN,
  YX_HALL_CA_HTTP, /* a licensed authority issues, this hall asks */
} YxHallCaProvider;

/* [approval] filings */
typedef enum
{
  YX_HALL_FILINGS_BY_RULE,
  YX_HALL_FILINGS_BY_OFFICER,
} YxHallFilings;

/* [approval] supplements: to which contracts */
typedef enum
{
  YX_HALL_SUPPLEMENTS_NEW,
  YX_HALL_SUPPLEMENTS_RUNNING,
} YxHallSupplements;

/* hall.conf, read (formats.md). Unknown keys are errors that name their line. Files are absolute. */
typedef struct
{
  char *name;
  char *phones;
  char *chat;
  char *public_url;      /* (nullable) */
  gint64 idle_minutes;
  char *address;         /* (nullable) */
  gint64 port;
  char *certificate;          /* (nullable): the TLS certificate and its chain, else tls/server.pem */
  char *key;                  /* (nullable): with certificate only */
  GPtrArray *trusted_proxies; /* (nullable) (element-type GInetAddressMask) */
  gboolean embedded;     /* own hall: certificates say so */
  gboolean sample;       /* made-up data: each page of what it draws up says so */
  int sms_provider;      /* YxHallSmsProvider */
  char *sms_url;         /* (nullable): this and the next four of provider=http; see YxSmsTemplate */
  char *sms_method;
  char **sms_headers;    /* (nullable) */
  char *sms_body;
  char *sms_success;
  int ca_provider;       /* YxHallCaProvider */
  char *ca_url;          /* (nullable) */
  int ca_algorithm;      /* YxAlgorithm of the keys that the hall makes for its authorities */
  char *seal_sizes;      /* (nullable): a file, see yx_seal_sizes_parse() */
  guint scrypt_log2n;
  guint scrypt_r;
  guint scrypt_p;
  int filings;           /* YxHallFilings */
  gboolean sign_before;  /* before an officer has approved the filing */
  int supplements;       /* YxHallSupplements */
  char *minimum_wages;   /* (nullable): see YxHallWages */
  char *average_wages;   /* (nullable) */
  gint64 code_per_minute;   /* per phone and purpose */
  gint64 code_per_day;
  gint64 seal_visit_per_day;
  gint64 code_per_day_phone;
  gint64 sign_in_per_minute; /* per account */
  gint64 write_per_second;
  gint64 read_per_second;
  gint64 address_per_minute; /* sign-ins and registrations */
  GHashTable *lines;         /* "group key" → its line, for who checks what a key names */
} YxHallConfig;

/* A file that hall.conf names. */
typedef void (*YxHallConfigPathFunc) (const char *group, const char *key, const char *path, gpointer data);

GPtrArray *yx_hall_config_faults_new (void);
YxHallConfig *yx_hall_config_read (const char *file, GPtrArray *faults, GError **error);
guint yx_hall_config_line (const YxHallConfig *config, const char *group, const char *key);
void yx_hall_config_paths (const YxHallConfig *config, YxHallConfigPathFunc func, gpointer data);
YxHallConfig *yx_hall_config_load (const char *file, GError **error);
void yx_hall_config_free (YxHallConfig *config);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxHallConfig, yx_hall_config_free)

G_END_DECLS
