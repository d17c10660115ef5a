/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/yx-words.h"

G_BEGIN_DECLS

/**
 * YxHallKind:
 * @YX_HALL_OWN: on this computer, for oneself
 * @YX_HALL_SAMPLE: on this computer, with made-up people to try things with
 * @YX_HALL_FAR: somebody else's, reached over TLS
 *
 * Where a hall is.
 */
typedef enum
{
  YX_HALL_OWN = 1,
  YX_HALL_SAMPLE,
  YX_HALL_FAR,
} YxHallKind;

extern const YxChoice yx_hall_kinds[];

/**
 * YxKnownAccount:
 * @id: the account's
 * @login: what it signs in with: account name, phone or document number
 * @name: the enterprise's or the person's
 *
 * Somebody who has signed in at a hall from this machine.
 */
typedef struct
{
  YxRecord record;
  char *id;
  int kind;
  char *login;
  char *name;
} YxKnownAccount;

YX_DECLARE_RECORD (YxKnownAccount, yx_known_account)

/**
 * YxKnownHall:
 * @id: names the folder of what is kept of its accounts
 * @name: as the hall says it
 * @url: (nullable): of a far one
 * @pin: (nullable): hex SHA-256 of a far one's public key, which somebody confirmed
 * @last: (nullable): the account that signed in last
 * @signed_in: whether that one has not signed out since
 * @accounts: (element-type YxKnownAccount): the latest first
 *
 * A hall that this machine has been to.
 */
typedef struct
{
  YxRecord record;
  char *id;
  int kind;
  char *name;
  char *url;
  char *pin;
  char *last;
  gboolean signed_in;
  GPtrArray *accounts;
} YxKnownHall;

YX_DECLARE_RECORD (YxKnownHall, yx_known_hall)

/**
 * YxKnownHalls:
 * @last: (nullable): the hall that was used last
 * @halls: (element-type YxKnownHall): in the order in which they were met
 *
 * The file of a #YxHallBook.
 */
typedef struct
{
  YxRecord record;
  char *last;
  GPtrArray *halls;
} YxKnownHalls;

YX_DECLARE_RECORD (YxKnownHalls, yx_known_halls)

G_END_DECLS
