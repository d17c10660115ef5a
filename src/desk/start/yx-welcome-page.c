/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/start/yx-welcome-page.h"

#include <glib/gi18n-lib.h>

#include "desk/start/yx-way-row.h"

struct _YxWelcomePage
{
  AdwBin parent_instance;

  AdwPreferencesGroup *known;
  GPtrArray *rows; /* (owned) of the known halls' rows */
};

G_DEFINE_FINAL_TYPE (YxWelcomePage, yx_welcome_page, ADW_TYPE_BIN)

static void
yx_welcome_page_finalize (GObject *object)
{
  g_ptr_array_unref (YX_WELCOME_PAGE (object)->rows);
  G_OBJECT_CLASS (yx_welcome_page_parent_class)->finalize (object);
}

static void
yx_welcome_page_class_init (YxWelcomePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = yx_welcome_page_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/yinxin/Yinxin/ui/welcome-page.ui");
  gtk_widget_class_bind_template_child (widget_class, YxWelcomePage, known);
}

static void
yx_welcome_page_init (YxWelcomePage *self)
{
  self->rows = g_ptr_array_new ();
  g_type_ensure (YX_TYPE_WAY_ROW);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * yx_welcome_page_new:
 *
 * Returns: (transfer floating): a page that shows no known halls yet
 */
YxWelcomePage *
yx_welcome_page_new (void)
{
  return g_object_new (YX_TYPE_WELCOME_PAGE, NULL);
}

static GtkWidget *
make_row (YxKnownHall *hall)
{
  const YxChoice *kind = yx_choice_find (yx_hall_kinds, hall->kind);
  const char *where = hall->url != NULL ? hall->url : g_dgettext (GETTEXT_PACKAGE, kind->label);
  GtkWidget *row = yx_way_row_new (hall->name != NULL ? hall->name : where, where);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "start.hall");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", hall->id);
  return row;
}

/**
 * yx_welcome_page_show:
 * @self: a page
 * @book: the halls that this machine knows
 */
void
yx_welcome_page_show (YxWelcomePage *self, YxHallBook *book)
{
  GPtrArray *halls = yx_hall_book_halls (book);

  g_return_if_fail (YX_IS_WELCOME_PAGE (self));
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->known, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; halls != NULL && i < halls->len; i++)
    {
      g_ptr_array_add (self->rows, make_row (halls->pdata[i]));
      adw_preferences_group_add (self->known, self->rows->pdata[i]);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->known), self->rows->len > 0);
}
