/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/filing/yx-draft-list.h"

#include <glib/gi18n-lib.h>

#include "client/yx-drafts.h"
#include "desk/filing/yx-draft-drop.h"

struct _YxDraftList
{
  AdwBin parent_instance;

  YxSeat *seat; /* (owned) */
  AdwPreferencesGroup *group;
};

enum
{
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YxDraftList, yx_draft_list, ADW_TYPE_BIN)

static const char *
row_id (gpointer row)
{
  return g_object_get_data (G_OBJECT (row), "id");
}

static void
dropped (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) row = user_data;

  if (yx_draft_drop_finish (GTK_WIDGET (source), result))
    gtk_widget_set_visible (row, FALSE);
}

static void
drop_clicked (GtkWidget *button, YxDraftList *self)
{
  GtkWidget *row = gtk_widget_get_ancestor (button, ADW_TYPE_ACTION_ROW);

  yx_draft_drop (GTK_WIDGET (self), self->seat, row_id (row), adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), dropped,
                 g_object_ref (row));
}

static void
row_activated (AdwActionRow *row, YxDraftList *self)
{
  g_signal_emit (self, signals[CHOSEN], 0, row_id (row));
}

static char *
tell_state (const YxKeptDraft *draft)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_local (draft->changed / G_USEC_PER_SEC);
  g_autofree char *time = g_date_time_format (moment, "%Y-%m-%d %H:%M");

  if (draft->state == YX_OUTBOX_WAITING)
    return g_strdup (_("Waits to be sent to the hall"));
  if (draft->state == YX_OUTBOX_REFUSED)
    return g_strdup (_("The hall did not take it: correct it"));
  /* Translators: date and time. */
  return g_strdup_printf (_("Draft of %s"), time);
}

static GtkWidget *
make_drop_button (YxDraftList *self, const char *title)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  g_autofree char *name = g_strdup_printf (_("Throw away the draft %s"), title);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _("Throw away"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (drop_clicked), self, 0);
  return button;
}

static GtkWidget *
make_row (YxDraftList *self, const YxKeptDraft *draft)
{
  GtkWidget *row = adw_action_row_new ();
  const char *title = draft->title[0] != '\0' ? draft->title : _("Without a name");
  g_autofree char *state = tell_state (draft);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), state);
  g_object_set_data_full (G_OBJECT (row), "id", g_strdup (draft->id), g_free);
  if (draft->state == YX_OUTBOX_WAITING)
    return row;
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_drop_button (self, title));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect_object (row, "activated", G_CALLBACK (row_activated), self, 0);
  return row;
}

static void
yx_draft_list_finalize (GObject *object)
{
  g_clear_object (&YX_DRAFT_LIST (object)->seat);
  G_OBJECT_CLASS (yx_draft_list_parent_class)->finalize (object);
}

static void
yx_draft_list_class_init (YxDraftListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yx_draft_list_finalize;

  /**
   * YxDraftList::chosen:
   * @id: the draft's
   */
  signals[CHOSEN] = g_signal_new ("chosen", YX_TYPE_DRAFT_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                  G_TYPE_STRING);
}

static void
yx_draft_list_init (YxDraftList *self)
{
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->group, _("Go on with a draft"));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->group));
}

/**
 * yx_draft_list_new:
 * @seat: whose
 * @drafts: (element-type YxKeptDraft): what was begun
 *
 * Returns: (transfer floating): a list to choose from
 */
GtkWidget *
yx_draft_list_new (YxSeat *seat, GPtrArray *drafts)
{
  YxDraftList *self = g_object_new (YX_TYPE_DRAFT_LIST, NULL);

  self->seat = g_object_ref (seat);
  for (guint i = 0; i < drafts->len; i++)
    adw_preferences_group_add (self->group, make_row (self, drafts->pdata[i]));
  return GTK_WIDGET (self);
}
