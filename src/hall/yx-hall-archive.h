/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * YxHallArchiveWriter:
 *
 * A tar file (POSIX.1-2001 pax) on its way, under a name of its own until it is whole.
 */
typedef struct _YxHallArchiveWriter YxHallArchiveWriter;

YxHallArchiveWriter *yx_hall_archive_writer_new (const char *path, GError **error);
void yx_hall_archive_writer_free (YxHallArchiveWriter *writer);
gboolean yx_hall_archive_add (
    YxHallArchiveWriter *writer, const char *name, gconstpointer bytes, gsize size, GError **error);
gboolean
yx_hall_archive_add_file (YxHallArchiveWriter *writer, const char *name, const char *path, GError **error);
gboolean yx_hall_archive_finish (YxHallArchiveWriter *writer, gint64 *size, GError **error);

/**
 * YxHallArchiveReader:
 *
 * A tar file that anybody may have made: it gives plain files only, one after the other.
 */
typedef struct _YxHallArchiveReader YxHallArchiveReader;

YxHallArchiveReader *yx_hall_archive_reader_new (const char *path, GError **error);
void yx_hall_archive_reader_free (YxHallArchiveReader *reader);
gboolean yx_hall_archive_next (YxHallArchiveReader *reader, char **name, gint64 *size, GError **error);
gssize yx_hall_archive_read (YxHallArchiveReader *reader, gpointer bytes, gsize size, GError **error);
GBytes *yx_hall_archive_read_all (YxHallArchiveReader *reader, gint64 size, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxHallArchiveWriter, yx_hall_archive_writer_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxHallArchiveReader, yx_hall_archive_reader_free)

G_END_DECLS
