/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/window/yx-window.h"

#include <glib/gi18n-lib.h>

#include "desk/accounts/yx-accounts-pane.h"
#include "desk/certificates/yx-certificates-pane.h"
#include "desk/contracts/yx-contracts-pane.h"
#include "desk/document/yx-document-view.h"
#include "desk/filing/yx-filing-window.h"
#include "desk/help/yx-help-topics.h"
#include "desk/help/yx-help-window.h"
#include "desk/sealing/yx-sealing-page.h"
#include "desk/seals/yx-seals-pane.h"
#include "desk/verify/yx-verify-window.h"
#include "desk/window/yx-go-contracts.h"
#include "desk/signing/yx-sign-page.h"
#include "desk/common/yx-settings.h"
#include "desk/window/yx-go-dialog.h"
#include "desk/window/yx-sidebar-row.h"
#include "model/yx-rights.h"

#define SEALING "sealing"

/* A pane: made when it is first shown. */
typedef struct
{
  const char *name;
  const char *title;
  const char *icon;
  GType (*type) (void);
  guint roles; /* whose it is; 0: everybody's */
} PaneLine;

static const PaneLine panes[] = {
  { "contracts", N_ ("Contracts"), "yx-contracts-symbolic", yx_contracts_pane_get_type },
  { "seals", N_ ("Seals"), "yx-seals-symbolic", yx_seals_pane_get_type, YX_ROLE_ENTERPRISE },
  { "certificates", N_ ("Certificates"), "yx-certificates-symbolic", yx_certificates_pane_get_type },
  { "accounts", N_ ("Accounts"), "yx-accounts-symbolic", yx_accounts_pane_get_type },
  { NULL, NULL, NULL, NULL },
};

struct _YxWindow
{
  AdwApplicationWindow parent_instance;

  YxSeat *seat;     /* (owned) (nullable) */
  GtkWidget *cover; /* (nullable): a child that hides all else */

  AdwToastOverlay *toasts;
  GtkStack *stages;
  AdwBin *start;
  AdwLeaflet *leaflet;
  GtkListBox *sidebar;
  GtkMenuButton *account;
  AdwWindowTitle *title;
  GtkImage *hall_symbol;
  GtkLabel *hall_words;
  GtkRevealer *sample;
  GtkRevealer *offline;
  GtkStack *panes;
};

G_DEFINE_FINAL_TYPE (YxWindow, yx_window, ADW_TYPE_APPLICATION_WINDOW)

static YxPane *
shown_pane (YxWindow *self)
{
  GtkWidget *shown = gtk_stack_get_visible_child (self->panes);

  return shown != NULL && gtk_stack_get_visible_child (self->stages) == GTK_WIDGET (self->leaflet) ? YX_PANE (shown) : NULL;
}

/* A person has no seals. */
static gboolean
is_for (const PaneLine *line, YxSeat *seat)
{
  const YxSession *session = seat != NULL ? yx_seat_get_session (seat) : NULL;

  return line->roles == 0 || (session != NULL && (line->roles & yx_role_of ((YxAccountKind) session->kind)) != 0);
}

static const PaneLine *
find_line (YxWindow *self, const char *name)
{
  for (const PaneLine *line = panes; line->name != NULL; line++)
    if (g_str_equal (line->name, name) && is_for (line, self->seat))
      return line;
  return NULL;
}

static YxSidebarRow *
find_row (YxWindow *self, const char *name)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->sidebar, i)) != NULL; i++)
    if (g_str_equal (yx_sidebar_row_get_name (YX_SIDEBAR_ROW (row)), name))
      return YX_SIDEBAR_ROW (row);
  return NULL;
}

static GtkWidget *
make_pane (YxWindow *self, const PaneLine *line)
{
  GtkWidget *pane = g_object_new (line->type (), "seat", self->seat, NULL);
  YxSidebarRow *row = find_row (self, line->name);

  gtk_stack_add_named (self->panes, pane, line->name);
  if (row != NULL)
    g_object_bind_property (pane, "waiting", row, "count", G_BINDING_SYNC_CREATE);
  return pane;
}

/* A row that gets the keyboard is selected by that; shown is still another. */
static void
select_shown (YxWindow *self)
{
  const char *name = self->seat != NULL ? gtk_stack_get_visible_child_name (self->panes) : NULL;
  YxSidebarRow *row = name != NULL ? find_row (self, name) : NULL;

  if (row != NULL && gtk_list_box_get_selected_row (self->sidebar) != GTK_LIST_BOX_ROW (row))
    gtk_list_box_select_row (self->sidebar, GTK_LIST_BOX_ROW (row));
}

static YxPane *
show_pane (YxWindow *self, const char *name)
{
  const PaneLine *line = find_line (self, name);
  YxPane *left = shown_pane (self);
  GtkWidget *pane;

  if (line == NULL || self->seat == NULL)
    return NULL;
  pane = gtk_stack_get_child_by_name (self->panes, name);
  if (pane == NULL)
    pane = make_pane (self, line);
  gtk_stack_set_visible_child (self->panes, pane);
  select_shown (self);
  /* Not before: what it does about it must not look as if somebody saw it. */
  if (left != NULL && GTK_WIDGET (left) != pane)
    yx_pane_leave (left);
  return YX_PANE (pane);
}

/* Where something else is shown than before, the keyboard goes with it. */
static void
give_keyboard (GtkWidget *widget)
{
  if (widget != NULL)
    gtk_widget_child_focus (widget, GTK_DIR_TAB_FORWARD);
}

static void
row_activated (YxWindow *self, GtkListBoxRow *row)
{
  show_pane (self, yx_sidebar_row_get_name (YX_SIDEBAR_ROW (row)));
  adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_FORWARD);
}

/* Whoever signs sees nothing else. */
static YxSignPage *
shown_signing (YxWindow *self)
{
  GtkWidget *shown = gtk_stack_get_visible_child (self->stages);

  return YX_IS_SIGN_PAGE (shown) ? YX_SIGN_PAGE (shown) : NULL;
}

static void
act_on_pane (GtkWidget *widget, const char *action, GVariant *parameter)
{
  static const char *const names[] = { "win.new", "win.search", "win.suggested", "win.back" };
  YxPane *pane = shown_pane (YX_WINDOW (widget));
  YxSignPage *signing = shown_signing (YX_WINDOW (widget));

  if (signing != NULL)
    yx_sign_page_act (signing, g_str_equal (action, "win.suggested"), g_str_equal (action, "win.back"));
  for (gsize i = 0; pane != NULL && i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (action, names[i]) && !yx_pane_act (pane, (YxPaneAct) i) && i == YX_PANE_BACK)
      adw_leaflet_navigate (YX_WINDOW (widget)->leaflet, ADW_NAVIGATION_DIRECTION_BACK);
}

/* Ctrl+F finds in the document, while somebody is in one. */
static void
search (GtkWidget *widget, const char *action, GVariant *parameter)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (widget));
  GtkWidget *view = focus != NULL ? gtk_widget_get_ancestor (focus, YX_TYPE_DOCUMENT_VIEW) : NULL;

  if (view != NULL)
    yx_document_view_find (YX_DOCUMENT_VIEW (view));
  else
    act_on_pane (widget, action, parameter);
}

static void
verify (GtkWidget *widget, const char *action, GVariant *parameter)
{
  YxWindow *self = YX_WINDOW (widget);
  g_autoptr (GFile) file = yx_verify_file (g_variant_get_string (parameter, NULL));
  GBytes *trust = self->seat != NULL ? yx_seat_get_trust (self->seat) : NULL;

  gtk_window_present (GTK_WINDOW (yx_verify_window_new (gtk_window_get_application (GTK_WINDOW (self)), file, trust)));
}

static void
choose_to_verify (GtkWidget *widget, const char *action, GVariant *parameter)
{
  YxWindow *self = YX_WINDOW (widget);

  yx_verify_choose (widget, self->seat != NULL ? yx_seat_get_trust (self->seat) : NULL);
}

static void
open_filing (GtkWidget *widget, const char *action, GVariant *parameter)
{
  YxWindow *self = YX_WINDOW (widget);
  const YxSession *session = self->seat != NULL ? yx_seat_get_session (self->seat) : NULL;

  if (session != NULL && session->enterprise != NULL)
    gtk_window_present (
      GTK_WINDOW (yx_filing_window_new (GTK_WINDOW (self), self->seat, g_variant_get_string (parameter, NULL))));
}

static void
toast (GtkWidget *widget, const char *action, GVariant *parameter)
{
  AdwToast *made = adw_toast_new (g_variant_get_string (parameter, NULL));

  adw_toast_overlay_add_toast (YX_WINDOW (widget)->toasts, made);
}

static void
go_to_pane (GtkWidget *widget, const char *action, GVariant *parameter)
{
  YxWindow *self = YX_WINDOW (widget);
  const char *name, *id;
  YxPane *pane;

  g_variant_get (parameter, "(&s&s)", &name, &id);
  pane = show_pane (self, name);
  if (pane == NULL)
    return;
  adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_FORWARD);
  give_keyboard (GTK_WIDGET (pane));
  if (id[0] != '\0')
    yx_pane_open (pane, id);
}

static gboolean
has_action (YxWindow *self, const char *action)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));
  const GVariantType *type;
  const char *name, *property;
  GType owner;

  if (g_str_has_prefix (action, "app."))
    return application != NULL && g_action_group_has_action (G_ACTION_GROUP (application), action + strlen ("app."));
  for (guint i = 0; gtk_widget_class_query_action (GTK_WIDGET_GET_CLASS (self), i, &owner, &name, &type, &property); i++)
    if (g_str_equal (name, action))
      return TRUE;
  return g_action_group_has_action (G_ACTION_GROUP (self), action + strlen ("win."));
}

/* Panes, actions that there are, topics of the help. */
static GPtrArray *
list_places (YxWindow *self)
{
  g_autoptr (GPtrArray) actions = yx_go_places_of_actions ();
  GPtrArray *places = g_ptr_array_new_with_free_func ((GDestroyNotify) yx_go_place_free);
  guint n;
  const YxHelpTopic *topics = yx_help_topics (&n);

  for (const PaneLine *line = panes; self->seat != NULL && line->name != NULL; line++)
    if (is_for (line, self->seat))
      g_ptr_array_add (places, yx_go_place_new (g_dgettext (GETTEXT_PACKAGE, line->title), _("Pane"), yx_go_place_words_of_pane (line->name),
                                              line->icon, "win.pane", g_variant_new ("(ss)", line->name, "")));
  for (guint i = actions->len; i > 0; i--)
    if (!has_action (self, ((YxGoPlace *) g_ptr_array_index (actions, i - 1))->action))
      g_ptr_array_remove_index (actions, i - 1);
  g_ptr_array_extend_and_steal (places, g_steal_pointer (&actions));
  for (guint i = 0; i < n; i++)
    {
      const char *title = g_dgettext (GETTEXT_PACKAGE, topics[i].title);

      g_ptr_array_add (places, yx_go_place_new (title, _("Help"), topics[i].words, "help-browser-symbolic", "win.help",
                                                g_variant_new_string (title)));
    }
  return places;
}

static void
open_go (GtkWidget *widget, const char *action, GVariant *parameter)
{
  YxWindow *self = YX_WINDOW (widget);
  YxGoDialog *dialog = yx_go_dialog_new (GTK_WINDOW (self), list_places (self));

  if (self->seat != NULL)
    yx_go_contracts_attach (dialog, self->seat);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
open_help (GtkWidget *widget, const char *action, GVariant *parameter)
{
  YxWindow *self = YX_WINDOW (widget);
  YxHelpWindow *help = yx_help_window_new (GTK_WINDOW (self), self->seat != NULL ? yx_seat_get_hall (self->seat) : NULL);

  yx_help_window_look_for (help, g_variant_get_string (parameter, NULL));
  gtk_window_present (GTK_WINDOW (help));
}

/* Where nothing is left to do the page is gone; else it waits with what was written on it. */
static void
leave_signing (YxWindow *self, YxSignPage *page)
{
  gtk_stack_set_visible_child (self->stages, GTK_WIDGET (self->leaflet));
  give_keyboard (gtk_stack_get_visible_child (self->panes));
  if (yx_sign_page_get_finished (page))
    gtk_stack_remove (self->stages, GTK_WIDGET (page));
}

static void
open_signing (GtkWidget *widget, const char *action, GVariant *parameter)
{
  YxWindow *self = YX_WINDOW (widget);
  const char *document = g_variant_get_string (parameter, NULL);
  GtkWidget *page;

  if (self->seat == NULL || yx_seat_get_session (self->seat) == NULL)
    return;
  if (yx_seat_get_session (self->seat)->kind != YX_ACCOUNT_PERSON)
    {
      yx_pane_toast (widget, _("Only the employee signs; the enterprise seals."));
      return;
    }
  page = gtk_stack_get_child_by_name (self->stages, document);
  if (page == NULL)
    {
      page = GTK_WIDGET (yx_sign_page_new (self->seat, document));
      g_signal_connect_object (page, "left", G_CALLBACK (leave_signing), self, G_CONNECT_SWAPPED);
      gtk_stack_add_named (self->stages, page, document);
    }
  else
    yx_sign_page_return (YX_SIGN_PAGE (page));
  gtk_stack_set_visible_child (self->stages, page);
}

static void
remove_signing (YxWindow *self)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->stages));

  while (child != NULL)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (child);

      if (YX_IS_SIGN_PAGE (child))
        gtk_stack_remove (self->stages, child);
      child = next;
    }
}

static void
show_online (YxWindow *self)
{
  gboolean online = self->seat != NULL && yx_seat_get_online (self->seat);

  gtk_revealer_set_reveal_child (self->offline, self->seat != NULL && !online);
  gtk_image_set_from_icon_name (self->hall_symbol, online ? "network-transmit-receive-symbolic" : "network-offline-symbolic");
  gtk_label_set_label (self->hall_words, online ? _("Connected to the hall") : _("The hall does not answer"));
}

static void
drop_sealing (YxWindow *self)
{
  GtkWidget *page = gtk_stack_get_child_by_name (self->stages, SEALING);

  if (page != NULL)
    gtk_stack_remove (self->stages, page);
}

/* What is under way goes on where nobody looks. */
static void
leave_sealing (YxWindow *self, YxSealingPage *page)
{
  gtk_stack_set_visible_child (self->stages, GTK_WIDGET (self->leaflet));
  give_keyboard (gtk_stack_get_visible_child (self->panes));
  if (!yx_sealing_page_get_running (page))
    drop_sealing (self);
}

/* One act at a time: the one that runs is shown. */
static void
open_sealing (GtkWidget *widget, const char *action, GVariant *parameter)
{
  YxWindow *self = YX_WINDOW (widget);
  g_autofree const char **documents = g_variant_get_strv (parameter, NULL);
  GtkWidget *page = gtk_stack_get_child_by_name (self->stages, SEALING);

  if (self->seat == NULL || documents[0] == NULL)
    return;
  if (page == NULL || !yx_sealing_page_get_running (YX_SEALING_PAGE (page)))
    {
      drop_sealing (self);
      page = yx_sealing_page_new (self->seat, documents);
      g_signal_connect_object (page, "left", G_CALLBACK (leave_sealing), self, G_CONNECT_SWAPPED);
      gtk_stack_add_named (self->stages, page, SEALING);
    }
  gtk_stack_set_visible_child (self->stages, page);
}

static void
yx_window_dispose (GObject *object)
{
  YxWindow *self = YX_WINDOW (object);

  if (self->seat != NULL)
    g_signal_handlers_disconnect_by_data (self->seat, self);
  g_clear_object (&self->seat);
  G_OBJECT_CLASS (yx_window_parent_class)->dispose (object);
}

/* GTK 4.8 gives the search of the shortcuts no name. */
static void
name_search (GtkWidget *within)
{
  GtkWidget *child;

  if (GTK_IS_TOGGLE_BUTTON (within))
    gtk_accessible_update_property (GTK_ACCESSIBLE (within), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Search"), -1);
  for (child = gtk_widget_get_first_child (within); child != NULL; child = gtk_widget_get_next_sibling (child))
    name_search (child);
}

/* Made when somebody asks for it: it has more widgets than the first window. */
static void
show_shortcuts (GtkWidget *widget, const char *action, GVariant *parameter)
{
  GtkApplicationWindow *window = GTK_APPLICATION_WINDOW (widget);

  if (gtk_application_window_get_help_overlay (window) == NULL)
    {
      g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/io/github/yinxin/Yinxin/keys/help-overlay.ui");
      GtkShortcutsWindow *shortcuts = GTK_SHORTCUTS_WINDOW (gtk_builder_get_object (builder, "help_overlay"));

      name_search (gtk_window_get_titlebar (GTK_WINDOW (shortcuts)));
      gtk_application_window_set_help_overlay (window, shortcuts);
    }
  gtk_window_present (GTK_WINDOW (gtk_application_window_get_help_overlay (window)));
}

static void
yx_window_class_init (YxWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yx_window_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/yinxin/Yinxin/ui/window.ui");
  gtk_widget_class_bind_template_child (widget_class, YxWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, YxWindow, stages);
  gtk_widget_class_bind_template_child (widget_class, YxWindow, start);
  gtk_widget_class_bind_template_child (widget_class, YxWindow, leaflet);
  gtk_widget_class_bind_template_child (widget_class, YxWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, YxWindow, account);
  gtk_widget_class_bind_template_child (widget_class, YxWindow, title);
  gtk_widget_class_bind_template_child (widget_class, YxWindow, hall_symbol);
  gtk_widget_class_bind_template_child (widget_class, YxWindow, hall_words);
  gtk_widget_class_bind_template_child (widget_class, YxWindow, sample);
  gtk_widget_class_bind_template_child (widget_class, YxWindow, offline);
  gtk_widget_class_bind_template_child (widget_class, YxWindow, panes);
  gtk_widget_class_bind_template_callback (widget_class, row_activated);
  gtk_widget_class_bind_template_callback (widget_class, select_shown);
  gtk_widget_class_install_action (widget_class, "win.new", NULL, act_on_pane);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search);
  gtk_widget_class_install_action (widget_class, "win.suggested", NULL, act_on_pane);
  gtk_widget_class_install_action (widget_class, "win.back", NULL, act_on_pane);
  gtk_widget_class_install_action (widget_class, "win.go", NULL, open_go);
  gtk_widget_class_install_action (widget_class, "win.help", "s", open_help);
  gtk_widget_class_install_action (widget_class, "win.show-help-overlay", NULL, show_shortcuts);
  gtk_widget_class_install_action (widget_class, "win.sign", "s", open_signing);
  gtk_widget_class_install_action (widget_class, "win.open", NULL, choose_to_verify);
  gtk_widget_class_install_action (widget_class, "win.verify", "s", verify);
  gtk_widget_class_install_action (widget_class, "win.seal", "as", open_sealing);
  gtk_widget_class_install_action (widget_class, "win.file", "s", open_filing);
  gtk_widget_class_install_action (widget_class, "win.toast", "s", toast);
  gtk_widget_class_install_action (widget_class, "win.pane", "(ss)", go_to_pane);
}

static void
yx_window_init (YxWindow *self)
{
  g_type_ensure (YX_TYPE_SIDEBAR_ROW);
  gtk_widget_init_template (GTK_WIDGET (self));
  yx_verify_accept_drops (GTK_WIDGET (self));
}

/**
 * yx_window_new:
 * @application: the desktop
 *
 * Returns: (transfer none): a window at which nobody has a seat yet
 */
YxWindow *
yx_window_new (AdwApplication *application)
{
  YxWindow *self = g_object_new (YX_TYPE_WINDOW, "application", application, NULL);
  g_autoptr (GSettings) settings = yx_settings_new ();

  if (settings == NULL)
    return self;
  g_settings_bind (settings, YX_SETTINGS_WIDTH, self, "default-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, YX_SETTINGS_HEIGHT, self, "default-height", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, YX_SETTINGS_MAXIMIZED, self, "maximized", G_SETTINGS_BIND_DEFAULT);
  return self;
}

/**
 * yx_window_set_start:
 * @self: a window
 * @start: what is shown while nobody has a seat
 */
void
yx_window_set_start (YxWindow *self, GtkWidget *start)
{
  g_return_if_fail (YX_IS_WINDOW (self));
  adw_bin_set_child (self->start, start);
}

/**
 * yx_window_get_seat:
 * @self: a window
 *
 * Returns: (transfer none) (nullable): who sits here
 */
YxSeat *
yx_window_get_seat (YxWindow *self)
{
  g_return_val_if_fail (YX_IS_WINDOW (self), NULL);
  return self->seat;
}

/**
 * yx_window_cover:
 * @self: a window
 * @cover: what is shown instead of all else, until yx_window_uncover()
 */
void
yx_window_cover (YxWindow *self, GtkWidget *cover)
{
  g_return_if_fail (YX_IS_WINDOW (self) && self->cover == NULL);
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  self->cover = cover;
  gtk_stack_add_child (self->stages, cover);
  gtk_stack_set_transition_type (self->stages, GTK_STACK_TRANSITION_TYPE_NONE);
  gtk_stack_set_visible_child (self->stages, cover);
}

/**
 * yx_window_uncover:
 * @self: a window
 *
 * Shows again what was there, as it was left.
 */
void
yx_window_uncover (YxWindow *self)
{
  GtkWidget *cover = self->cover;

  g_return_if_fail (YX_IS_WINDOW (self));
  if (cover == NULL)
    return;
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  self->cover = NULL;
  gtk_stack_set_visible_child (self->stages, self->seat != NULL ? GTK_WIDGET (self->leaflet) : GTK_WIDGET (self->start));
  gtk_stack_remove (self->stages, cover);
  gtk_stack_set_transition_type (self->stages, GTK_STACK_TRANSITION_TYPE_CROSSFADE);
}

/**
 * yx_window_is_covered:
 * @self: a window
 *
 * Returns: whether something hides what it shows
 */
gboolean
yx_window_is_covered (YxWindow *self)
{
  g_return_val_if_fail (YX_IS_WINDOW (self), FALSE);
  return self->cover != NULL;
}

static void
remove_panes (YxWindow *self)
{
  GtkWidget *child;

  drop_sealing (self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->panes))) != NULL)
    gtk_stack_remove (self->panes, child);
  while ((child = GTK_WIDGET (gtk_list_box_get_row_at_index (self->sidebar, 0))) != NULL)
    gtk_list_box_remove (self->sidebar, child);
}

/**
 * yx_window_set_seat:
 * @self: a window
 * @seat: (nullable): an account at a hall; %NULL: back to the start
 *
 * The panes of whoever sat here before are gone with what they showed.
 */
void
yx_window_set_seat (YxWindow *self, YxSeat *seat)
{
  g_return_if_fail (YX_IS_WINDOW (self));
  yx_window_uncover (self);
  remove_panes (self);
  remove_signing (self);
  if (self->seat != NULL)
    g_signal_handlers_disconnect_by_data (self->seat, self);
  g_set_object (&self->seat, seat);
  gtk_stack_set_visible_child (self->stages, seat != NULL ? GTK_WIDGET (self->leaflet) : GTK_WIDGET (self->start));
  show_online (self);
  if (seat == NULL)
    return;
  adw_window_title_set_title (self->title, yx_seat_get_name (seat));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->account), GTK_ACCESSIBLE_PROPERTY_LABEL, yx_seat_get_name (seat), -1);
  adw_window_title_set_subtitle (self->title, yx_seat_get_hall (seat)->name);
  gtk_revealer_set_reveal_child (self->sample, yx_seat_get_hall (seat)->sample);
  g_signal_connect_swapped (seat, "notify::online", G_CALLBACK (show_online), self);
  for (const PaneLine *line = panes; line->name != NULL; line++)
    if (is_for (line, seat))
      gtk_list_box_append (self->sidebar, yx_sidebar_row_new (line->name, g_dgettext (GETTEXT_PACKAGE, line->title), line->icon));
  if (panes[0].name != NULL)
    {
      show_pane (self, panes[0].name);
      give_keyboard (GTK_WIDGET (self->sidebar));
    }
}

/**
 * yx_window_set_accounts:
 * @self: a window
 * @menu: what can be chosen under the name of who sits here
 */
void
yx_window_set_accounts (YxWindow *self, GMenuModel *menu)
{
  g_return_if_fail (YX_IS_WINDOW (self));
  gtk_menu_button_set_menu_model (self->account, menu);
}
