/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hall/yx-hall-call.h"

G_BEGIN_DECLS

/* Names and values of an SQL text's parameters, one after the other, then NULL. */
#define YX_WITH(...) ((const char *const[]){ __VA_ARGS__, NULL })

YxStatement *yx_hall_prepare (YxDatabase *db, const char *sql, const char *const *with, GError **error);
gboolean yx_hall_execute (YxDatabase *db, const char *sql, const char *const *with, GError **error);
gboolean
yx_hall_number (YxDatabase *db, const char *sql, const char *const *with, gint64 *number, GError **error);

gboolean yx_hall_look (YxHall *hall,
                       YxDatabase *db,
                       const YxRecordType *type,
                       const char *condition,
                       const char *const *with,
                       gpointer found,
                       GError **error);
gpointer yx_hall_find (YxHall *hall,
                       YxDatabase *db,
                       const YxRecordType *type,
                       const char *condition,
                       const char *const *with,
                       GError **error);
GPtrArray *yx_hall_rows (YxHall *hall,
                         YxDatabase *db,
                         const YxRecordType *type,
                         const char *condition,
                         const char *const *with,
                         GError **error);

gboolean yx_hall_look_now (YxHall *hall,
                           const YxRecordType *type,
                           const char *condition,
                           const char *const *with,
                           gpointer found,
                           GError **error);
gpointer yx_hall_find_now (
    YxHall *hall, const YxRecordType *type, const char *condition, const char *const *with, GError **error);
GPtrArray *yx_hall_rows_now (
    YxHall *hall, const YxRecordType *type, const char *condition, const char *const *with, GError **error);

gboolean yx_hall_answer_page (YxHallCall *call,
                              const YxRecordType *item,
                              const char *key,
                              const char *condition,
                              const char *const *with,
                              GError **error);

G_END_DECLS
