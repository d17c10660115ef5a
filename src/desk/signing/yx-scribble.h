/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/signing/yx-pressure.h"
#include "ink/yx-strokes.h"

G_BEGIN_DECLS

/**
 * YxPenKind:
 * @YX_PEN_STYLUS: a pen
 * @YX_PEN_TOUCH: a finger, or the ball of the hand
 * @YX_PEN_POINTER: a mouse or a touchpad
 *
 * What writes.
 */
typedef enum
{
  YX_PEN_STYLUS,
  YX_PEN_TOUCH,
  YX_PEN_POINTER,
} YxPenKind;

/**
 * YxPenPhase:
 * @YX_PEN_NEAR: above the sheet, without touching it
 * @YX_PEN_DOWN: begins to touch it
 * @YX_PEN_MOVE: goes on
 * @YX_PEN_UP: ends
 * @YX_PEN_LOST: was taken away by the system
 *
 * What a reading is of.
 */
typedef enum
{
  YX_PEN_NEAR,
  YX_PEN_DOWN,
  YX_PEN_MOVE,
  YX_PEN_UP,
  YX_PEN_LOST,
} YxPenPhase;

/**
 * YxPenReading:
 * @device: tells devices and fingers apart
 * @x: where; millimetres from the sheet's top left corner for #YxScribble, pixels for #YxCanvas
 * @y: y down
 * @pressure: 0 to 1; NAN of a device that has none
 * @tilt_x: -1 to 1; 0 of a device that has none
 * @tilt_y: -1 to 1
 * @time: milliseconds since some moment
 *
 * One reading of a pen, finger or mouse.
 */
typedef struct
{
  YxPenKind kind;
  YxPenPhase phase;
  guint device;
  double x;
  double y;
  double pressure;
  double tilt_x;
  double tilt_y;
  gint64 time;
} YxPenReading;

/**
 * YxScribble:
 *
 * What is being written on a sheet, with what was undone. For one thread.
 */
typedef struct _YxScribble YxScribble;

YxScribble *yx_scribble_new (double width, double height);
void yx_scribble_free (YxScribble *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxScribble, yx_scribble_free)

gboolean yx_scribble_feed (YxScribble *self, const YxPenReading *reading);
gboolean yx_scribble_is_open (YxScribble *self);
gboolean yx_scribble_is_full (YxScribble *self);

void yx_scribble_set_pressure (YxScribble *self, YxPressure curve);
gboolean yx_scribble_can_undo (YxScribble *self);
gboolean yx_scribble_can_redo (YxScribble *self);
void yx_scribble_undo (YxScribble *self);
void yx_scribble_redo (YxScribble *self);
void yx_scribble_clear (YxScribble *self);

guint yx_scribble_count (YxScribble *self);
guint yx_scribble_epoch (YxScribble *self);
const YxPenReading *yx_scribble_readings (YxScribble *self, guint index, guint *n_readings);
GArray *yx_scribble_samples (YxScribble *self, guint index);
YxStrokes *yx_scribble_strokes (YxScribble *self, GError **error);

G_END_DECLS
