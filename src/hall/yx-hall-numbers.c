/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall-numbers.h"

#include "hall/yx-hall-rows.h"

/* A number that is wanted. */
typedef struct
{
  const char *name;
  gint64 number;
} Reserving;

static gboolean
reserve (YxDatabase *db, gpointer data, GError **error)
{
  Reserving *reserving = data;

  return yx_hall_execute (db,
                          "INSERT INTO \"counter\" (\"name\", \"number\") VALUES (:name, 1) "
                          "ON CONFLICT (\"name\") DO UPDATE SET \"number\" = \"counter\".\"number\" + 1",
                          YX_WITH ("name", reserving->name), error)
         && yx_hall_number (db, "SELECT \"number\" FROM \"counter\" WHERE \"name\" = :name",
                            YX_WITH ("name", reserving->name), &reserving->number, error);
}

/**
 * yx_hall_number_reserve:
 * @hall: a hall
 * @name: which series of numbers
 * @number: (out): the next one, from 1
 *
 * For numbers that stand in something made before its transaction. A number whose thing was not made stays
 * unused.
 *
 * Returns: whether the number is reserved, on the disk
 */
gboolean
yx_hall_number_reserve (YxHall *hall, const char *name, gint64 *number, GError **error)
{
  Reserving reserving = { name, 0 };

  if (!yx_writer_run (hall->writer, reserve, &reserving, error))
    return FALSE;
  *number = reserving.number;
  return TRUE;
}
