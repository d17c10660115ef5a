/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client/yx-code-source.h"
#include "client/yx-key-ring.h"
#include "client/yx-known-hall.h"

G_BEGIN_DECLS

/**
 * YxDoor:
 * @kind: where the hall is
 * @hall: its id in the book
 * @url: its address, for yx_connection_new()
 * @pin: (nullable): hex SHA-256 of its public key, which somebody confirmed
 * @folder: where the stores of its accounts are
 * @ring: (owned): where their keys and tokens are
 * @codes: (owned) (nullable): the codes that it sends, where it is on this computer
 *
 * All that is needed to go into a hall from this machine. It never changes; threads may share it.
 */
typedef struct
{
  gatomicrefcount refs;
  YxHallKind kind;
  char *hall;
  char *url;
  char *pin;
  char *folder;
  YxKeyRing *ring;
  YxCodeSource *codes;
} YxDoor;

YxDoor *yx_door_new (YxKnownHall *hall, const char *url, const char *folder, YxKeyRing *ring, YxCodeSource *codes);
YxDoor *yx_door_ref (YxDoor *door);
void yx_door_unref (YxDoor *door);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxDoor, yx_door_unref)

G_END_DECLS
