/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/signing/yx-sheet-input.h"

#include <math.h>

/* What a device that writes says of itself. */
static YxPenReading
describe (GdkEvent *event, GdkEventSequence *sequence, YxPenKind kind, YxPenPhase phase)
{
  YxPenReading reading = { .kind = kind, .phase = phase, .pressure = NAN };

  reading.device = g_direct_hash (gdk_event_get_device (event)) ^ g_direct_hash (sequence);
  reading.time = gdk_event_get_time (event);
  return reading;
}

static void
take_axes (YxPenReading *reading, const double *axes, GdkAxisFlags flags)
{
  if (flags & GDK_AXIS_FLAG_PRESSURE)
    reading->pressure = axes[GDK_AXIS_PRESSURE];
  if (flags & GDK_AXIS_FLAG_XTILT)
    reading->tilt_x = axes[GDK_AXIS_XTILT];
  if (flags & GDK_AXIS_FLAG_YTILT)
    reading->tilt_y = axes[GDK_AXIS_YTILT];
}

/* Events and their history speak of the surface: it may have shadows around the window. */
static gboolean
to_sheet (YxSheet *self, double surface_x, double surface_y, YxPenReading *reading)
{
  GtkNative *native = gtk_widget_get_native (GTK_WIDGET (self));
  double left, top;

  if (native == NULL)
    return FALSE;
  gtk_native_get_surface_transform (native, &left, &top);
  return gtk_widget_translate_coordinates (GTK_WIDGET (native), GTK_WIDGET (self), surface_x - left, surface_y - top,
                                           &reading->x, &reading->y);
}

static void
feed_event (YxSheet *self, GdkEvent *event, YxPenReading reading)
{
  double x, y;

  if (gdk_event_get_position (event, &x, &y) && to_sheet (self, x, y, &reading))
    yx_sheet_feed (self, &reading);
}

/* The display server's moves are put together into one a frame; what lies between is in the event's history. */
static void
feed_history (YxSheet *self, GdkEvent *event, YxPenReading reading)
{
  guint n = 0;
  g_autofree GdkTimeCoord *history = gdk_event_get_history (event, &n);

  for (guint i = 0; i < n; i++)
    {
      reading.time = history[i].time;
      if (to_sheet (self, history[i].axes[GDK_AXIS_X], history[i].axes[GDK_AXIS_Y], &reading))
        yx_sheet_feed (self, &reading);
    }
}

/* A pen has a gesture of its own, though it moves the pointer, too. */
static gboolean
is_stylus (GdkEvent *event)
{
  GdkDevice *device = event != NULL ? gdk_event_get_device (event) : NULL;

  return event == NULL || gdk_event_get_device_tool (event) != NULL
         || (device != NULL && gdk_device_get_source (device) == GDK_SOURCE_PEN);
}

static void
feed_drag (YxSheet *self, GtkGesture *gesture, GdkEventSequence *sequence, YxPenPhase phase)
{
  GdkEvent *event = gtk_gesture_get_last_event (gesture, sequence);
  YxPenKind kind = sequence != NULL ? YX_PEN_TOUCH : YX_PEN_POINTER;

  if (is_stylus (event))
    return;
  if (phase == YX_PEN_MOVE)
    feed_history (self, event, describe (event, sequence, kind, phase));
  feed_event (self, event, describe (event, sequence, kind, phase));
}

static void
drag_begun (GtkGestureDrag *drag, double x, double y, YxSheet *self)
{
  GdkEventSequence *sequence = gtk_gesture_single_get_current_sequence (GTK_GESTURE_SINGLE (drag));

  if (is_stylus (gtk_gesture_get_last_event (GTK_GESTURE (drag), sequence)))
    {
      gtk_gesture_set_state (GTK_GESTURE (drag), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  gtk_gesture_set_state (GTK_GESTURE (drag), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  feed_drag (self, GTK_GESTURE (drag), sequence, YX_PEN_DOWN);
}

static void
drag_updated (GtkGestureDrag *drag, double x, double y, YxSheet *self)
{
  feed_drag (self, GTK_GESTURE (drag), gtk_gesture_single_get_current_sequence (GTK_GESTURE_SINGLE (drag)), YX_PEN_MOVE);
}

static void
drag_ended (GtkGestureDrag *drag, double x, double y, YxSheet *self)
{
  feed_drag (self, GTK_GESTURE (drag), gtk_gesture_single_get_current_sequence (GTK_GESTURE_SINGLE (drag)), YX_PEN_UP);
}

static void
drag_cancelled (GtkGesture *drag, GdkEventSequence *sequence, YxSheet *self)
{
  feed_drag (self, drag, sequence, YX_PEN_LOST);
}

static GdkAxisFlags
axes_of (GtkGestureStylus *stylus)
{
  GdkDeviceTool *tool = gtk_gesture_stylus_get_device_tool (stylus);

  return tool != NULL ? gdk_device_tool_get_axes (tool) : GDK_AXIS_FLAG_PRESSURE;
}

static YxPenReading
describe_stylus (GtkGestureStylus *stylus, double x, double y, YxPenPhase phase)
{
  GdkEvent *event = gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (stylus));
  YxPenReading reading = describe (event, NULL, YX_PEN_STYLUS, phase);
  double axes[GDK_AXIS_LAST] = { 0 };
  GdkAxisFlags flags = 0;

  for (GdkAxisUse use = GDK_AXIS_PRESSURE; use <= GDK_AXIS_YTILT; use++)
    if (gtk_gesture_stylus_get_axis (stylus, use, &axes[use]))
      flags |= (GdkAxisFlags) (1u << use);
  take_axes (&reading, axes, flags);
  reading.x = x;
  reading.y = y;
  return reading;
}

static void
feed_backlog (YxSheet *self, GtkGestureStylus *stylus)
{
  g_autofree GdkTimeCoord *backlog = NULL;
  YxPenReading reading = describe_stylus (stylus, 0, 0, YX_PEN_MOVE);
  GdkAxisFlags flags = axes_of (stylus);
  guint n = 0;

  if (!gtk_gesture_stylus_get_backlog (stylus, &backlog, &n))
    return;
  for (guint i = 0; i < n; i++)
    {
      take_axes (&reading, backlog[i].axes, flags);
      reading.x = backlog[i].axes[GDK_AXIS_X];
      reading.y = backlog[i].axes[GDK_AXIS_Y];
      reading.time = backlog[i].time;
      yx_sheet_feed (self, &reading);
    }
}

static void
feed_stylus (YxSheet *self, GtkGestureStylus *stylus, double x, double y, YxPenPhase phase)
{
  YxPenReading reading = describe_stylus (stylus, x, y, phase);

  yx_sheet_feed (self, &reading);
}

static void
stylus_near (GtkGestureStylus *stylus, double x, double y, YxSheet *self)
{
  feed_stylus (self, stylus, x, y, YX_PEN_NEAR);
}

static void
stylus_down (GtkGestureStylus *stylus, double x, double y, YxSheet *self)
{
  gtk_gesture_set_state (GTK_GESTURE (stylus), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  feed_stylus (self, stylus, x, y, YX_PEN_DOWN);
}

static void
stylus_moved (GtkGestureStylus *stylus, double x, double y, YxSheet *self)
{
  feed_backlog (self, stylus);
  feed_stylus (self, stylus, x, y, YX_PEN_MOVE);
}

static void
stylus_up (GtkGestureStylus *stylus, double x, double y, YxSheet *self)
{
  feed_stylus (self, stylus, x, y, YX_PEN_UP);
}

/* Has the sheet take what pens, fingers and pointers say on it, every reading. */
void
yx_sheet_listen (YxSheet *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *stylus = gtk_gesture_stylus_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (drag), GDK_BUTTON_PRIMARY);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begun), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_updated), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (drag_ended), self);
  g_signal_connect (drag, "cancel", G_CALLBACK (drag_cancelled), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  g_signal_connect (stylus, "proximity", G_CALLBACK (stylus_near), self);
  g_signal_connect (stylus, "down", G_CALLBACK (stylus_down), self);
  g_signal_connect (stylus, "motion", G_CALLBACK (stylus_moved), self);
  g_signal_connect (stylus, "up", G_CALLBACK (stylus_up), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (stylus));
}
