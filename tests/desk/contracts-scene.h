/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client/mirror-fixture.h"
#include "desk/common/yx-seat.h"
#include "desk/window/yx-application.h"
#include "desk/window/yx-window.h"

/* An account whose hall is gone, with contracts kept on this machine, in a window of the application. */
typedef struct
{
  YxTestFolder *folder;
  YxSecret *key;
  YxSeat *seat;
  YxApplication *application; /* (unowned) */
  YxWindow *window;
} ContractsScene;

void contracts_scene_set_up (ContractsScene *scene, YxAccountKind account, guint contracts);
void contracts_scene_tear_down (ContractsScene *scene);
void contracts_scene_show (ContractsScene *scene, int width, int height);
GtkWidget *contracts_scene_child (GtkWidget *parent, GType type, const char *name);
