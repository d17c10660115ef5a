/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "client/yx-known-hall.h"

#include <glib/gi18n-lib.h>

#define MAX_ACCOUNTS 50
#define MAX_HALLS 100

const YxChoice yx_hall_kinds[] = {
  { YX_HALL_OWN, "own", N_ ("This computer"), "本机" },
  { YX_HALL_SAMPLE, "sample", N_ ("Sample data"), "样例数据" },
  { YX_HALL_FAR, "far", N_ ("A hall's address"), "网厅地址" },
  { 0 },
};

static const YxField account_fields[] = {
  YX_ID (YxKnownAccount, id, "acc", N_ ("Id"), YX_ANSWER | YX_CREATE | YX_REQUIRED),
  YX_CHOICE (YxKnownAccount, kind, yx_account_kinds, N_ ("Kind of account"), YX_ANSWER | YX_CREATE | YX_REQUIRED),
  YX_TEXT (YxKnownAccount, login, N_ ("Account name"), YX_ANSWER | YX_CREATE | YX_REQUIRED, .max = 40),
  YX_TEXT (YxKnownAccount, name, N_ ("Name"), YX_ANSWER | YX_CREATE | YX_REQUIRED, .max = 60),
};

YX_DEFINE_RECORD (YxKnownAccount, yx_known_account, "known_account", account_fields);

static const YxField hall_fields[] = {
  YX_ID (YxKnownHall, id, "hal", N_ ("Id"), YX_ANSWER | YX_CREATE | YX_REQUIRED),
  YX_CHOICE (YxKnownHall, kind, yx_hall_kinds, N_ ("Kind"), YX_ANSWER | YX_CREATE | YX_REQUIRED),
  YX_TEXT (YxKnownHall, name, N_ ("Name"), YX_ANSWER | YX_CREATE, .max = 60),
  YX_TEXT (YxKnownHall, url, N_ ("Address"), YX_ANSWER | YX_CREATE, .max = 300),
  YX_TEXT (YxKnownHall, pin, N_ ("Key"), YX_ANSWER | YX_CREATE, .max = 64),
  YX_ID (YxKnownHall, last, "acc", N_ ("Account"), YX_ANSWER | YX_CREATE),
  YX_BOOL (YxKnownHall, signed_in, N_ ("Signed in"), YX_ANSWER | YX_CREATE),
  YX_LIST (YxKnownHall, accounts, &yx_known_account_type, N_ ("Accounts"), YX_ANSWER | YX_CREATE, .max = MAX_ACCOUNTS),
};

YX_DEFINE_RECORD (YxKnownHall, yx_known_hall, "known_hall", hall_fields);

static const YxField halls_fields[] = {
  YX_ID (YxKnownHalls, last, "hal", N_ ("Id"), YX_ANSWER | YX_CREATE),
  YX_LIST (YxKnownHalls, halls, &yx_known_hall_type, N_ ("Known halls"), YX_ANSWER | YX_CREATE, .max = MAX_HALLS),
};

YX_DEFINE_RECORD (YxKnownHalls, yx_known_halls, "known_halls", halls_fields);
