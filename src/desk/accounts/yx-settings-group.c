/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/accounts/yx-settings-group.h"

#include <glib/gi18n-lib.h>

#include "desk/common/yx-settings.h"
#include "desk/signing/yx-canvas.h"

#define CANVAS_HEIGHT 260

static const char *const languages[] = { "", "zh_CN", "en" };

static gboolean
language_to_row (GValue *value, GVariant *variant, gpointer data)
{
  const char *language = g_variant_get_string (variant, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    if (g_str_equal (languages[i], language))
      {
        g_value_set_uint (value, i);
        return TRUE;
      }
  return FALSE;
}

static GVariant *
row_to_language (const GValue *value, const GVariantType *type, gpointer data)
{
  guint i = g_value_get_uint (value);

  return i < G_N_ELEMENTS (languages) ? g_variant_new_string (languages[i]) : NULL;
}

static GtkWidget *
language_row (GSettings *settings)
{
  /* A language is named in itself. */
  const char *names[] = { _("The system's"), "中文", "English", NULL };
  g_autoptr (GtkStringList) list = gtk_string_list_new (names);
  GtkWidget *row = adw_combo_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Language"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _("From the next start on"));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (list));
  g_settings_bind_with_mapping (settings, YX_SETTINGS_LANGUAGE, row, "selected", G_SETTINGS_BIND_DEFAULT, language_to_row,
                                row_to_language, NULL, NULL);
  return row;
}

static GtkWidget *
idle_row (GSettings *settings)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *spin = gtk_spin_button_new_with_range (1, 60, 1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Lock after minutes without use"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _("The window then hides what it shows and asks for the password."));
  gtk_widget_set_valign (spin, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Lock after minutes without use"), -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), spin);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), spin);
  g_settings_bind (settings, YX_SETTINGS_IDLE_MINUTES, spin, "value", G_SETTINGS_BIND_DEFAULT);
  return row;
}

/**
 * yx_settings_group_new:
 * @settings: of this desktop
 *
 * Returns: (transfer floating): language and idle lock
 */
GtkWidget *
yx_settings_group_new (GSettings *settings)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _("This desktop"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), language_row (settings));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), idle_row (settings));
  return group;
}

static void
hand_changed (GtkSwitch *hand, GParamSpec *spec, YxCanvas *canvas)
{
  yx_canvas_set_left_handed (canvas, gtk_switch_get_active (hand));
}

/**
 * yx_pen_group_new:
 * @settings: of this desktop
 *
 * Returns: (transfer floating): pen settings, and a canvas to try the pen on; nothing that is drawn there is kept
 */
GtkWidget *
yx_pen_group_new (GSettings *settings)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *hand = gtk_switch_new ();
  GtkWidget *canvas = yx_canvas_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _("Pen"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), _("Try it here. Nothing that you draw is kept."));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Left hand"));
  gtk_widget_set_valign (hand, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (hand), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Left hand"), -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), hand);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), hand);
  g_signal_connect_object (hand, "notify::active", G_CALLBACK (hand_changed), canvas, 0);
  g_settings_bind (settings, YX_SETTINGS_LEFT_HANDED, hand, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, YX_SETTINGS_PEN_PRESSURE, canvas, "pressure", G_SETTINGS_BIND_DEFAULT);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  gtk_widget_set_size_request (canvas, -1, CANVAS_HEIGHT);
  gtk_widget_set_margin_top (canvas, 12);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), canvas);
  return group;
}
