/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/filing/yx-draft-drop.h"

#include <glib/gi18n-lib.h>

#include "desk/common/yx-dialog.h"
#include "desk/common/yx-pane.h"
#include "desk/filing/yx-filing-errand.h"

/* A draft on its way out. */
typedef struct
{
  YxSeat *seat; /* (owned) */
  char *id;     /* (owned) */
} Dropping;

static void
free_dropping (gpointer data)
{
  Dropping *dropping = data;

  g_object_unref (dropping->seat);
  g_free (dropping->id);
  g_free (dropping);
}

static void
dropped (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = yx_seat_run_finish (YX_SEAT (source), result, &error);

  if (id != NULL)
    yx_seat_changed (YX_SEAT (source));
  else
    yx_pane_toast_error (g_task_get_source_object (task), error);
  g_task_return_boolean (task, id != NULL);
}

static void
asked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const Dropping *dropping = g_task_get_task_data (task);

  if (!yx_dialog_ask_finish (GTK_WIDGET (source), result))
    {
      g_task_return_boolean (task, FALSE);
      return;
    }
  yx_seat_run (dropping->seat, YX_LANE_READ, yx_filing_errand_drop, yx_filing_errand_new (dropping->seat, dropping->id),
               yx_filing_errand_free, g_free, NULL, dropped, g_steal_pointer (&task));
}

/**
 * yx_draft_drop:
 * @over: who asks; also told when it fails
 * @seat: whose draft
 * @id: the draft's
 * @title: what people know it by
 * @callback: (nullable): called once
 *
 * Asks whether a draft shall be thrown away, and does so.
 */
void
yx_draft_drop (GtkWidget *over, YxSeat *seat, const char *id, const char *title, GAsyncReadyCallback callback,
               gpointer user_data)
{
  GTask *task = g_task_new (over, NULL, callback, user_data);
  Dropping *dropping = g_new (Dropping, 1);

  *dropping = (Dropping){ g_object_ref (seat), g_strdup (id) };
  g_task_set_source_tag (task, yx_draft_drop);
  g_task_set_task_data (task, dropping, free_dropping);
  yx_dialog_ask (over,
                 &(YxQuestion){ .heading = _("Throw this draft away?"), .body = title, .yes = _("_Throw Away"), .destructive = TRUE },
                 NULL, asked, task);
}

/**
 * yx_draft_drop_finish:
 * @over: who asked
 * @result: what the callback was given
 *
 * Returns: whether it is gone; %FALSE also for who would rather keep it
 */
gboolean
yx_draft_drop_finish (GtkWidget *over, GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, over), FALSE);
  return g_task_propagate_boolean (G_TASK (result), NULL);
}
