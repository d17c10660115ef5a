/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/yx-secret.h"

G_BEGIN_DECLS

#define YX_HALL_MANIFEST "manifest"
#define YX_HALL_MANIFEST_MOST (1024 * 1024)

/* A file of the data folder that a backup holds. */
typedef struct
{
  char *name; /* (owned): in the data folder */
  gint64 size;
} YxHallManifestFile;

/**
 * YxHallManifest:
 * @version: the program that made the backup
 * @at: when
 * @schema: the database's last step
 * @database_size: bytes of hall.db
 * @database_hash: their SHA-256 in hex
 * @objects: how many objects
 * @objects_size: their bytes
 * @files: (element-type YxHallManifestFile): small files, in the archive's order
 *
 * What a backup holds. It stands first in the archive, sealed under a key made of the storage key, so that
 * everything after it can be held to it.
 */
typedef struct
{
  char *version;
  gint64 at;
  gint64 schema;
  gint64 database_size;
  char *database_hash;
  gint64 objects;
  gint64 objects_size;
  GPtrArray *files;
} YxHallManifest;

YxHallManifest *yx_hall_manifest_new (void);
void yx_hall_manifest_free (YxHallManifest *manifest);
void yx_hall_manifest_add (YxHallManifest *manifest, const char *name, gint64 size);
gboolean yx_hall_manifest_names (const char *name);

YxSecret *yx_hall_manifest_key (YxSecret *storage_key);
GBytes *yx_hall_manifest_seal (const YxHallManifest *manifest, YxSecret *key);
YxHallManifest *yx_hall_manifest_open (GBytes *sealed, YxSecret *key, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxHallManifest, yx_hall_manifest_free)

G_END_DECLS
