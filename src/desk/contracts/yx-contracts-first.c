/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/contracts/yx-contracts-first.h"

#include <glib/gi18n-lib.h>

#include "flow/yx-flow-certificate.h"
#include "flow/yx-flow-list.h"
#include "model/yx-seal.h"

enum { CERTIFICATE, SEAL, CONTRACT, N_TASKS };

/* What leads to the first contract. */
static const struct
{
  const char *title;
  const char *subtitle;
  const char *button;
  const char *action; /* with its target */
} tasks[N_TASKS] = {
  [CERTIFICATE] = { N_ ("Certificate"), N_ ("Your key for sealing, made on this computer"), N_ ("Activate"),
                    "win.pane(('certificates', ''))" },
  [SEAL] = { N_ ("Seal"), N_ ("The enterprise's electronic seal"), N_ ("Make"), "win.pane(('seals', ''))" },
  [CONTRACT] = { N_ ("First contract"), N_ ("File it; it is drawn up by itself"), N_ ("File"), "win.file('')" },
};

struct _YxContractsFirst
{
  AdwBin parent_instance;

  YxSeat *seat;              /* (owned) (nullable): of an enterprise without contracts */
  GCancellable *cancellable; /* (owned) */
  AdwStatusPage *page;
  GtkListBox *tasks;
  GtkWidget *done[N_TASKS];
  GtkWidget *buttons[N_TASKS];
};

G_DEFINE_FINAL_TYPE (YxContractsFirst, yx_contracts_first, ADW_TYPE_BIN)

static void
yx_contracts_first_dispose (GObject *object)
{
  YxContractsFirst *self = YX_CONTRACTS_FIRST (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->seat);
  G_OBJECT_CLASS (yx_contracts_first_parent_class)->dispose (object);
}

static void look_again (YxContractsFirst *self);

/* Other panes may have done what was still to do. */
static void
yx_contracts_first_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (yx_contracts_first_parent_class)->map (widget);
  look_again (YX_CONTRACTS_FIRST (widget));
}

static void
yx_contracts_first_class_init (YxContractsFirstClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yx_contracts_first_dispose;
  widget_class->map = yx_contracts_first_map;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/yinxin/Yinxin/ui/contracts-first.ui");
  gtk_widget_class_bind_template_child (widget_class, YxContractsFirst, page);
  gtk_widget_class_bind_template_child (widget_class, YxContractsFirst, tasks);
}

/* The first thing that is still to be done is the one that is suggested. */
static void
show_tasks (YxContractsFirst *self, gboolean has_certificate, gboolean has_seal)
{
  const gboolean done[N_TASKS] = { [CERTIFICATE] = has_certificate, [SEAL] = has_seal };
  gboolean suggested = FALSE;

  for (int i = 0; i < N_TASKS; i++)
    {
      gboolean next = !done[i] && !suggested;

      gtk_widget_set_visible (self->done[i], done[i]);
      gtk_widget_set_visible (self->buttons[i], !done[i]);
      if (next)
        gtk_widget_add_css_class (self->buttons[i], "suggested-action");
      else
        gtk_widget_remove_css_class (self->buttons[i], "suggested-action");
      suggested = suggested || next;
    }
}

static void
add_task (YxContractsFirst *self, int i)
{
  const char *title = g_dgettext (GETTEXT_PACKAGE, tasks[i].title);
  const char *label = g_dgettext (GETTEXT_PACKAGE, tasks[i].button);
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *name = NULL;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), g_dgettext (GETTEXT_PACKAGE, tasks[i].subtitle));
  self->done[i] = g_object_new (GTK_TYPE_IMAGE, "icon-name", "emblem-ok-symbolic", "visible", FALSE, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->done[i]), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Done"), -1);
  self->buttons[i] = gtk_button_new_with_label (label);
  gtk_widget_set_valign (self->buttons[i], GTK_ALIGN_CENTER);
  gtk_widget_set_size_request (self->buttons[i], -1, 44);
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (self->buttons[i]), tasks[i].action);
  name = g_strdup_printf ("%s: %s", label, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->buttons[i]), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), self->done[i]);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), self->buttons[i]);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), self->buttons[i]);
  gtk_list_box_append (self->tasks, row);
}

static void
yx_contracts_first_init (YxContractsFirst *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (int i = 0; i < N_TASKS; i++)
    add_task (self, i);
  show_tasks (self, FALSE, FALSE);
}

/* What an enterprise has already. */
typedef struct
{
  gboolean certificate;
  gboolean seal;
} Has;

static gpointer
look (YxActor *actor, gpointer data, GCancellable *cancellable, GError **error)
{
  const YxCall call = { .endpoint = YX_API_SEAL_LIST, .parameters = { actor->session->enterprise } };
  g_autofree Has *has = g_new0 (Has, 1);
  g_autoptr (GPtrArray) seals = NULL;

  if (!yx_flow_has_certificate (actor, &has->certificate, cancellable, error))
    return NULL;
  seals = yx_flow_list (actor->connection, &call, cancellable, error);
  for (guint i = 0; seals != NULL && i < seals->len; i++)
    has->seal = has->seal || ((const YxSeal *) seals->pdata[i])->state == YX_SEAL_VALID;
  return seals != NULL ? g_steal_pointer (&has) : NULL;
}

static void
looked (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Has *has = yx_seat_run_finish (YX_SEAT (source), result, NULL);

  if (has != NULL)
    show_tasks (data, has->certificate, has->seal);
}

static void
look_again (YxContractsFirst *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->seat == NULL)
    return;
  self->cancellable = g_cancellable_new ();
  yx_seat_run (self->seat, YX_LANE_READ, look, NULL, NULL, g_free, self->cancellable, looked, self);
}

/**
 * yx_contracts_first_show:
 * @self: the page
 * @seat: whose contracts there are none of
 *
 * Looks what is there already, and again each time that the page comes to be seen.
 */
void
yx_contracts_first_show (YxContractsFirst *self, YxSeat *seat)
{
  YxSession *session = yx_seat_get_session (seat);
  gboolean enterprise = session != NULL && session->kind == YX_ACCOUNT_ENTERPRISE;

  g_return_if_fail (YX_IS_CONTRACTS_FIRST (self));
  gtk_widget_set_visible (GTK_WIDGET (self->tasks), enterprise);
  adw_status_page_set_title (self->page, enterprise ? _("File your first contract") : _("No contracts yet"));
  adw_status_page_set_description (self->page, enterprise ? NULL
                                                          : _("As soon as your employer draws one up for you, it appears here."));
  g_clear_object (&self->seat);
  if (enterprise)
    self->seat = g_object_ref (seat);
  look_again (self);
}
