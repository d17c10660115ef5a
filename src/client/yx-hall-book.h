/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client/yx-known-hall.h"

G_BEGIN_DECLS

/* The folder below a book's in which what accounts keep lies, a folder a hall (formats.md "Environment and logs"). */
#define YX_HALL_BOOK_STORES "client"

/**
 * YxHallBook:
 *
 * The halls that this machine knows, and who has signed in at them: `halls.json` in a folder that only its owner
 * can look into. No passwords, no tokens. For one thread.
 */
typedef struct _YxHallBook YxHallBook;

YxHallBook *yx_hall_book_open (const char *folder, GError **error);
void yx_hall_book_free (YxHallBook *book);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxHallBook, yx_hall_book_free)

GPtrArray *yx_hall_book_halls (YxHallBook *book);
YxKnownHall *yx_hall_book_find (YxHallBook *book, const char *id);
YxKnownHall *yx_hall_book_find_kind (YxHallBook *book, YxHallKind kind, const char *url);
YxKnownHall *yx_hall_book_last (YxHallBook *book);
YxKnownAccount *yx_hall_book_last_account (YxKnownHall *hall);

YxKnownHall *yx_hall_book_add (YxHallBook *book, YxHallKind kind, const char *url, const char *pin, GError **error);
gboolean yx_hall_book_forget (YxHallBook *book, const char *hall, GError **error);
gboolean yx_hall_book_name (YxHallBook *book, const char *hall, const char *name, GError **error);
gboolean yx_hall_book_pin (YxHallBook *book, const char *hall, const char *pin, GError **error);
gboolean yx_hall_book_signed_in (YxHallBook *book, const char *hall, YxKnownAccount *account, GError **error);
gboolean yx_hall_book_signed_out (YxHallBook *book, const char *hall, GError **error);
gboolean yx_hall_book_forget_account (YxHallBook *book, const char *hall, const char *account, GError **error);

char *yx_hall_book_hall_folder (YxHallBook *book, YxHallKind kind);
char *yx_hall_book_stores_folder (YxHallBook *book, const char *hall);

G_END_DECLS
