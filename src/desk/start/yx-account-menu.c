/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/start/yx-account-menu.h"

#include <glib/gi18n-lib.h>

#include "desk/common/yx-dialog.h"
#include "desk/start/yx-sample-dialog.h"

/* What the window's actions need. */
typedef struct
{
  YxWindow *window; /* which owns the actions */
  YxReception *reception; /* (owned) */
  YxStart *start;         /* a child of the window */
} Accounts;

static void
free_accounts (gpointer data, GClosure *closure)
{
  g_object_unref (((Accounts *) data)->reception);
  g_free (data);
}

/* Whoever leaves the seat for another account stays signed in; what runs is let finish or cancelled by the seat. */
static void
leave_seat (const Accounts *accounts)
{
  YxSeat *sits = yx_window_get_seat (accounts->window);
  g_autoptr (YxSeat) seat = sits != NULL ? g_object_ref (sits) : NULL;

  if (seat == NULL)
    return;
  yx_window_set_seat (accounts->window, NULL);
  yx_seat_close (seat);
}

static void
change_account (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const Accounts *accounts = data;
  YxKnownHall *hall = yx_reception_get_hall (accounts->reception);
  g_autofree char *id = g_variant_dup_string (parameter, NULL);

  if (hall == NULL || g_strcmp0 (id, yx_reception_get_account (accounts->reception)) == 0)
    return;
  leave_seat (accounts);
  yx_start_resume (accounts->start, hall->id, id);
}

static void
other_account (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const Accounts *accounts = data;

  leave_seat (accounts);
  yx_start_ask (accounts->start);
}

static void
sign_out (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const Accounts *accounts = data;
  YxSeat *sits = yx_window_get_seat (accounts->window);
  g_autoptr (YxSeat) seat = sits != NULL ? g_object_ref (sits) : NULL;

  if (seat == NULL)
    return;
  yx_window_set_seat (accounts->window, NULL);
  yx_reception_sign_out (accounts->reception, seat);
  yx_start_ask (accounts->start);
}

static void
show_sample (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const Accounts *accounts = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YxSampleGuide) guide = yx_reception_read_sample (accounts->reception, &error);

  if (guide != NULL)
    gtk_window_present (GTK_WINDOW (yx_sample_dialog_new (GTK_WINDOW (accounts->window), guide)));
  else
    yx_pane_toast_error (GTK_WIDGET (accounts->start), error);
}

static void
sample_account (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const Accounts *accounts = data;

  leave_seat (accounts);
  yx_start_sample_account (accounts->start, g_variant_get_string (parameter, NULL));
}

static void
asked_removal (GObject *source, GAsyncResult *result, gpointer data)
{
  const Accounts *accounts = data;

  if (!yx_dialog_ask_finish (GTK_WIDGET (source), result))
    return;
  leave_seat (accounts);
  yx_start_remove_sample (accounts->start);
}

static void
ask_removal (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const YxQuestion question = {
    .heading = _("Remove the sample?"),
    .body = _("Its hall goes with all that is in it, also what you have done there. Other halls stay as they are."),
    .yes = _("_Remove"),
    .destructive = TRUE,
  };

  yx_dialog_ask (GTK_WIDGET (((Accounts *) data)->window), &question, NULL, asked_removal, data);
}

/**
 * yx_account_menu_attach:
 * @window: a window
 * @reception: of the application
 * @start: the window's
 *
 * Adds `win.account(s)`, `win.other-account` and `win.sign-out` to the window; for the sample hall `win.sample`,
 * `win.sample-account(s)` and `win.sample-remove`.
 */
void
yx_account_menu_attach (YxWindow *window, YxReception *reception, YxStart *start)
{
  static const struct
  {
    const char *name;
    const char *type;
    void (*activate) (GSimpleAction *, GVariant *, gpointer);
  } lines[] = { { "account", "s", change_account }, { "other-account", NULL, other_account }, { "sign-out", NULL, sign_out },
                { "sample", NULL, show_sample }, { "sample-account", "s", sample_account }, { "sample-remove", NULL, ask_removal } };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (GVariantType) type = lines[i].type != NULL ? g_variant_type_new (lines[i].type) : NULL;
      g_autoptr (GSimpleAction) action = g_simple_action_new (lines[i].name, type);
      Accounts *accounts = g_new0 (Accounts, 1);

      *accounts = (Accounts){ window, g_object_ref (reception), start };
      g_signal_connect_data (action, "activate", G_CALLBACK (lines[i].activate), accounts, free_accounts, 0);
      g_action_map_add_action (G_ACTION_MAP (window), G_ACTION (action));
    }
}

/**
 * yx_account_menu_show:
 * @window: a window at which somebody has a seat
 * @reception: of the application
 *
 * Lists who else has signed in at this hall from this machine, under the name at the sidebar's top.
 */
void
yx_account_menu_show (YxWindow *window, YxReception *reception)
{
  static const char *const of_sample[] = { "sample", "sample-account", "sample-remove" };
  YxKnownHall *hall = yx_reception_get_hall (reception);
  const char *own = yx_reception_get_account (reception);
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) others = g_menu_new ();
  g_autoptr (GMenu) ways = g_menu_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (of_sample); i++)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (window), of_sample[i])),
                                 hall != NULL && hall->kind == YX_HALL_SAMPLE);
  for (guint i = 0; hall != NULL && hall->accounts != NULL && i < hall->accounts->len; i++)
    {
      YxKnownAccount *account = hall->accounts->pdata[i];
      g_autoptr (GMenuItem) item = g_menu_item_new (account->name, NULL);

      g_menu_item_set_action_and_target (item, "win.account", "s", account->id);
      if (g_strcmp0 (account->id, own) != 0)
        g_menu_append_item (others, item);
    }
  g_menu_append (ways, _("Another Account…"), "win.other-account");
  g_menu_append (ways, _("Sign Out"), "win.sign-out");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (others));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (ways));
  yx_window_set_accounts (window, G_MENU_MODEL (menu));
}
