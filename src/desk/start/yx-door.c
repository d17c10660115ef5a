/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/start/yx-door.h"

/**
 * yx_door_new:
 * @hall: as it stands in the book
 * @url: where it is now
 * @folder: where the stores of its accounts are
 * @ring: where their keys and tokens are
 * @codes: (nullable): the codes that it sends, where it is on this computer
 *
 * Returns: (transfer full): a door
 */
YxDoor *
yx_door_new (YxKnownHall *hall, const char *url, const char *folder, YxKeyRing *ring, YxCodeSource *codes)
{
  YxDoor *door = g_new0 (YxDoor, 1);

  g_atomic_ref_count_init (&door->refs);
  door->kind = (YxHallKind) hall->kind;
  door->hall = g_strdup (hall->id);
  door->url = g_strdup (url);
  door->pin = g_strdup (hall->pin);
  door->folder = g_strdup (folder);
  door->ring = yx_key_ring_ref (ring);
  door->codes = codes != NULL ? yx_code_source_ref (codes) : NULL;
  return door;
}

/**
 * yx_door_ref:
 * @door: a door
 *
 * Returns: (transfer full): the same, held once more
 */
YxDoor *
yx_door_ref (YxDoor *door)
{
  g_atomic_ref_count_inc (&door->refs);
  return door;
}

/**
 * yx_door_unref:
 * @door: (transfer full): a door
 */
void
yx_door_unref (YxDoor *door)
{
  if (!g_atomic_ref_count_dec (&door->refs))
    return;
  g_free (door->hall);
  g_free (door->url);
  g_free (door->pin);
  g_free (door->folder);
  yx_key_ring_unref (door->ring);
  g_clear_pointer (&door->codes, yx_code_source_unref);
  g_free (door);
}
