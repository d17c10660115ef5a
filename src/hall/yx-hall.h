/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/yx-clock.h"
#include "base/yx-database.h"
#include "base/yx-object-store.h"
#include "base/yx-record-sql.h"
#include "base/yx-writer.h"
#include "crypto/yx-trust.h"
#include "hall/yx-ca.h"
#include "hall/yx-hall-config.h"
#include "hall/yx-hall-readers.h"
#include "hall/yx-hall-signer.h"
#include "hall/yx-hall-wages.h"
#include "hall/yx-sms.h"
#include "seal/yx-seal-sizes.h"

G_BEGIN_DECLS

typedef struct _YxHallAccesses YxHallAccesses;
typedef struct _YxHallBell YxHallBell;
typedef struct _YxHallPasswords YxHallPasswords;
typedef struct _YxHallEvidence YxHallEvidence;
typedef struct _YxHallOrders YxHallOrders;

/**
 * YxHall:
 *
 * What every handler works with: one context, made by yx_hall_open(), no globals. Its members are
 * set once and may be used from any worker thread.
 */
typedef struct
{
  YxHallConfig *config;   /* (owned) */
  YxHallWages *wages;     /* (owned): minimum and average wages */
  YxClock *clock;         /* (unowned) */
  char *folder;           /* (owned): the data folder */
  char *epoch;            /* (owned): changes when a backup is restored */
  YxHallReaders *readers; /* (owned): four reading connections */
  YxWriter *writer;       /* (owned): the one that writes */
  YxObjectStore *objects; /* (owned): revisions' bytes by SHA-256 */
  YxSealer sealer;        /* under the storage key */
  YxHallSigner *signer;       /* (owned): the process that holds the hall's keys */
  YxSms *sms;             /* (owned) */
  YxHallAccesses *accesses; /* (owned): who has read what in which session */
  YxHallBell *bell;       /* (owned): wakes those who wait on feeds */
  YxTrust *trust;         /* (owned): the hall's own authorities */
  YxSealSizes *seal_sizes;    /* (owned): the measures of the seals that it makes */
  YxHallPasswords *passwords; /* (owned): hashes account passwords */
  YxCa *ca;                   /* (owned) (nullable): issues certificates; with the signer */
  YxHallOrders *orders;       /* (owned) (nullable): where a licensed authority does */
  YxHallEvidence *evidence;   /* (owned) (nullable): completes documents, while the hall serves */
} YxHall;

YxHall *yx_hall_open (const char *folder, YxHallSigner *signer, YxSms *sms, YxClock *clock, GError **error);
void yx_hall_free (YxHall *hall);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxHall, yx_hall_free)

G_END_DECLS
