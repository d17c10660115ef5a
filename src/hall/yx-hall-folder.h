/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/yx-clock.h"
#include "base/yx-secret.h"
#include "crypto/yx-key.h"

G_BEGIN_DECLS

#define YX_HALL_PASSPHRASE_LEAST 12

/**
 * YxHallInit:
 * @name: the hall's name, at most 40 characters, of any script
 * @passphrase: (nullable): encrypts the root's key; %NULL: a random one is made and kept in `ca/passphrase`
 * @hosts: (nullable): names and addresses for the TLS certificate besides loopback, ended by %NULL
 * @algorithm: of all keys that it makes for itself
 *
 * What a new hall is made of.
 */
typedef struct
{
  const char *name;
  YxSecret *passphrase;
  const char *const *hosts;
  YxAlgorithm algorithm;
} YxHallInit;

gboolean yx_hall_init (const char *folder, const YxHallInit *init, YxClock *clock, GError **error);

G_END_DECLS
