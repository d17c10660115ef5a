/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/common/yx-date-button.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "desk/common/yx-field-text.h"

struct _YxDateButton
{
  AdwBin parent_instance;

  YxDraft *draft; /* (owned) */
  const YxField *field;
  const YxField *start; /* (nullable): from where the quick picks count */
  GtkMenuButton *button;
  GtkCalendar *calendar;
  GtkWidget *quick[3];
};

enum
{
  PICKED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YxDateButton, yx_date_button, ADW_TYPE_BIN)

static const int quick_years[] = { 5, 10, 20 };

static void
give (YxDateButton *self, const char *text)
{
  g_signal_emit (self, signals[PICKED], 0, text);
  gtk_menu_button_popdown (self->button);
}

static void
day_selected (YxDateButton *self)
{
  g_autoptr (GDateTime) moment = gtk_calendar_get_date (self->calendar);
  g_autofree char *text = g_date_time_format (moment, "%Y-%m-%d");

  give (self, text);
}

static gboolean
read_date (YxDateButton *self, const YxField *field, YxDate *date)
{
  return yx_date_typed (yx_draft_get_text (self->draft, field->name), date);
}

static void
years_picked (YxDateButton *self, GtkWidget *button)
{
  YxDate start;

  for (gsize i = 0; i < G_N_ELEMENTS (quick_years); i++)
    if (self->quick[i] == button && read_date (self, self->start, &start))
      {
        g_autofree char *text = yx_date_format (yx_date_add_months (start, 12 * quick_years[i]));

        give (self, text);
      }
}

static void
long_term_picked (YxDateButton *self)
{
  give (self, _("Long-term"));
}

static gboolean
same_day (GDateTime *moment, int year, int month, int day)
{
  int y, m, d;

  g_date_time_get_ymd (moment, &y, &m, &d);
  return y == year && m == month && d == day;
}

/* The calendar opens on what stands in the field, else on the day from which it counts, else on today. */
static void
about_to_open (YxDateButton *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) shown = gtk_calendar_get_date (self->calendar);
  int year, month, day;
  YxDate start;
  YxDate date;
  gboolean known = self->start != NULL && read_date (self, self->start, &start);

  for (gsize i = 0; i < G_N_ELEMENTS (quick_years) && self->start != NULL; i++)
    gtk_widget_set_sensitive (self->quick[i], known);
  g_date_time_get_ymd (now, &year, &month, &day);
  if (read_date (self, self->field, &date))
    yx_date_split (date, &year, &month, &day);
  else if (known)
    yx_date_split (start, &year, &month, &day);
  if (!same_day (shown, year, month, day))
    {
      g_autoptr (GDateTime) moment = g_date_time_new_local (year, month, day, 12, 0, 0);

      g_signal_handlers_block_by_func (self->calendar, day_selected, self);
      gtk_calendar_select_day (self->calendar, moment);
      g_signal_handlers_unblock_by_func (self->calendar, day_selected, self);
    }
}

static GtkWidget *
make_quick_button (YxDateButton *self, const char *label, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_hexpand (button, TRUE);
  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  return button;
}

/* spec.md 1.1-2 */
static GtkWidget *
make_quick_picks (YxDateButton *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  for (gsize i = 0; i < G_N_ELEMENTS (quick_years); i++)
    {
      g_autofree char *label
        = g_strdup_printf (ngettext ("%d year", "%d years", (gulong) quick_years[i]), quick_years[i]);

      self->quick[i] = make_quick_button (self, label, G_CALLBACK (years_picked));
      gtk_box_append (GTK_BOX (box), self->quick[i]);
    }
  if ((self->field->flags & YX_REQUIRED) == 0)
    gtk_box_append (GTK_BOX (box), make_quick_button (self, _("Long-term"), G_CALLBACK (long_term_picked)));
  return box;
}

static GtkWidget *
make_popover (YxDateButton *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->calendar = GTK_CALENDAR (gtk_calendar_new ());
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->calendar), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  g_dgettext (GETTEXT_PACKAGE, self->field->label), -1);
  g_signal_connect_object (self->calendar, "day-selected", G_CALLBACK (day_selected), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->calendar));
  if (self->start != NULL)
    gtk_box_append (GTK_BOX (box), make_quick_picks (self));
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  g_signal_connect_object (popover, "show", G_CALLBACK (about_to_open), self, G_CONNECT_SWAPPED);
  return popover;
}

/* The beginning of a document's validity, where the field is its end. */
static const YxField *
start_of (YxDraft *draft, const YxField *field)
{
  g_autofree char *stem = NULL;
  g_autofree char *start = NULL;

  if (!g_str_has_suffix (field->name, "doc_to"))
    return NULL;
  stem = g_strndup (field->name, strlen (field->name) - strlen ("to"));
  start = g_strconcat (stem, "from", NULL);
  return yx_draft_find (draft, start);
}

static void
make_popover_once (GtkMenuButton *button, gpointer data)
{
  YxDateButton *self = YX_DATE_BUTTON (data);

  if (gtk_menu_button_get_popover (button) == NULL)
    gtk_menu_button_set_popover (button, make_popover (self));
}

static void
yx_date_button_finalize (GObject *object)
{
  g_clear_object (&YX_DATE_BUTTON (object)->draft);
  G_OBJECT_CLASS (yx_date_button_parent_class)->finalize (object);
}

static void
yx_date_button_class_init (YxDateButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yx_date_button_finalize;

  /**
   * YxDateButton::picked:
   * @text: a date, or the word for a validity without an end
   */
  signals[PICKED] = g_signal_new ("picked", YX_TYPE_DATE_BUTTON, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                  G_TYPE_STRING);
}

static void
yx_date_button_init (YxDateButton *self)
{
  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_icon_name (self->button, "x-office-calendar-symbolic");
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "flat");
  gtk_widget_set_valign (GTK_WIDGET (self->button), GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), _("Calendar"));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->button));
}

/**
 * yx_date_button_new:
 * @draft: whose
 * @field: a date of it
 *
 * Opens a calendar; for the end of a document's validity with quick picks (spec.md 1.1-2). The calendar is made when
 * it is first opened: a form has dozens of dates.
 *
 * Returns: (transfer floating): a button
 */
GtkWidget *
yx_date_button_new (YxDraft *draft, const YxField *field)
{
  YxDateButton *self = g_object_new (YX_TYPE_DATE_BUTTON, NULL);
  g_autofree char *name = NULL;

  self->draft = g_object_ref (draft);
  self->field = field;
  self->start = start_of (draft, field);
  /* Translators: the name of a date field. */
  name = g_strdup_printf (_("Calendar for %s"), g_dgettext (GETTEXT_PACKAGE, field->label));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_menu_button_set_create_popup_func (self->button, make_popover_once, self, NULL);
  return GTK_WIDGET (self);
}
