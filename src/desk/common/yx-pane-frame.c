/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/common/yx-pane-frame.h"

#include <glib/gi18n-lib.h>

#include "desk/common/yx-error-words.h"

#define LEAST 44
#define LEAST_WIDTH 340 /* beside the sidebar's 220: below 560 they take turns (desk.md) */

struct _YxPaneFrame
{
  AdwBin parent_instance;

  AdwHeaderBar *header;
  GtkWidget *back;
  gboolean folded; /* sidebar and pane take turns */
  gboolean deeper; /* what is shown was come to within the pane */
  GtkStack *states;
  AdwBin *content;
  AdwStatusPage *empty;
  AdwStatusPage *failed;
};

enum
{
  SIGNAL_RETRY,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YxPaneFrame, yx_pane_frame, ADW_TYPE_BIN)

static void
retry (YxPaneFrame *self)
{
  g_signal_emit (self, signals[SIGNAL_RETRY], 0);
}

static void
show_back (YxPaneFrame *self)
{
  gtk_widget_set_visible (self->back, self->folded || self->deeper);
}

static void
folded_changed (AdwLeaflet *leaflet, GParamSpec *spec, gpointer data)
{
  YxPaneFrame *self = data;

  self->folded = adw_leaflet_get_folded (leaflet);
  show_back (self);
}

static void
yx_pane_frame_root (GtkWidget *widget)
{
  YxPaneFrame *self = YX_PANE_FRAME (widget);
  GtkWidget *leaflet = gtk_widget_get_ancestor (widget, ADW_TYPE_LEAFLET);

  GTK_WIDGET_CLASS (yx_pane_frame_parent_class)->root (widget);
  if (leaflet == NULL)
    return;
  g_signal_connect_object (leaflet, "notify::folded", G_CALLBACK (folded_changed), self, 0);
  folded_changed (ADW_LEAFLET (leaflet), NULL, self);
}

static void
yx_pane_frame_class_init (YxPaneFrameClass *klass)
{
  GTK_WIDGET_CLASS (klass)->root = yx_pane_frame_root;
  /**
   * YxPaneFrame::retry:
   *
   * What failed shall be tried again.
   */
  signals[SIGNAL_RETRY] = g_signal_new ("retry", YX_TYPE_PANE_FRAME, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
make_back (void)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("go-previous-symbolic");

  gtk_widget_set_tooltip_text (button, _("Back"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Back"), -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.back");
  gtk_widget_set_visible (button, FALSE);
  gtk_widget_set_size_request (button, LEAST, LEAST);
  return button;
}

static GtkWidget *
make_loading (void)
{
  GtkWidget *spinner = gtk_spinner_new ();

  gtk_spinner_start (GTK_SPINNER (spinner));
  gtk_widget_set_size_request (spinner, 32, 32);
  gtk_widget_set_halign (spinner, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (spinner, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spinner), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Loading"), -1);
  return spinner;
}

static GtkWidget *
make_failed (YxPaneFrame *self)
{
  GtkWidget *page = adw_status_page_new ();
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Try Again"));

  self->failed = ADW_STATUS_PAGE (page);
  adw_status_page_set_icon_name (self->failed, "dialog-warning-symbolic");
  adw_status_page_set_title (self->failed, _("This could not be shown"));
  gtk_widget_add_css_class (button, "pill");
  gtk_widget_add_css_class (button, "suggested-action");
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (retry), self);
  adw_status_page_set_child (self->failed, button);
  return page;
}

static void
yx_pane_frame_init (YxPaneFrame *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_set_size_request (GTK_WIDGET (self), LEAST_WIDTH, -1);
  self->header = ADW_HEADER_BAR (adw_header_bar_new ());
  self->back = make_back ();
  self->states = GTK_STACK (gtk_stack_new ());
  self->content = ADW_BIN (adw_bin_new ());
  self->empty = ADW_STATUS_PAGE (adw_status_page_new ());
  adw_header_bar_pack_start (self->header, self->back);
  gtk_stack_add_named (self->states, make_loading (), "loading");
  gtk_stack_add_named (self->states, GTK_WIDGET (self->content), "content");
  gtk_stack_add_named (self->states, GTK_WIDGET (self->empty), "empty");
  gtk_stack_add_named (self->states, make_failed (self), "failed");
  gtk_stack_set_vhomogeneous (self->states, FALSE);
  gtk_stack_set_hhomogeneous (self->states, FALSE);
  gtk_widget_set_vexpand (GTK_WIDGET (self->states), TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->header));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->states));
  adw_bin_set_child (ADW_BIN (self), box);
}

/**
 * yx_pane_frame_new:
 * @title: the pane's, in the locale's language
 *
 * Returns: (transfer floating): a frame that says that it loads
 */
YxPaneFrame *
yx_pane_frame_new (const char *title)
{
  YxPaneFrame *self = g_object_new (YX_TYPE_PANE_FRAME, NULL);

  adw_header_bar_set_title_widget (self->header, adw_window_title_new (title, ""));
  return self;
}

/**
 * yx_pane_frame_get_header:
 * @self: a frame
 *
 * Returns: (transfer none): where its buttons go
 */
AdwHeaderBar *
yx_pane_frame_get_header (YxPaneFrame *self)
{
  g_return_val_if_fail (YX_IS_PANE_FRAME (self), NULL);
  return self->header;
}

/**
 * yx_pane_frame_set_content:
 * @self: a frame
 * @content: what it shows when all is well
 */
void
yx_pane_frame_set_content (YxPaneFrame *self, GtkWidget *content)
{
  g_return_if_fail (YX_IS_PANE_FRAME (self));
  adw_bin_set_child (self->content, content);
}

/**
 * yx_pane_frame_show_content:
 * @self: a frame
 */
void
yx_pane_frame_show_content (YxPaneFrame *self)
{
  g_return_if_fail (YX_IS_PANE_FRAME (self));
  gtk_stack_set_visible_child_name (self->states, "content");
}

/**
 * yx_pane_frame_show_loading:
 * @self: a frame
 */
void
yx_pane_frame_show_loading (YxPaneFrame *self)
{
  g_return_if_fail (YX_IS_PANE_FRAME (self));
  gtk_stack_set_visible_child_name (self->states, "loading");
}

/**
 * yx_pane_frame_show_empty:
 * @self: a frame
 * @icon: a symbolic icon's name
 * @title: what there is none of
 * @words: (nullable): what to do
 * @begin: (nullable): what to begin with
 */
void
yx_pane_frame_show_empty (YxPaneFrame *self, const char *icon, const char *title, const char *words, GtkWidget *begin)
{
  g_return_if_fail (YX_IS_PANE_FRAME (self));
  adw_status_page_set_icon_name (self->empty, icon);
  adw_status_page_set_title (self->empty, title);
  adw_status_page_set_description (self->empty, words);
  adw_status_page_set_child (self->empty, begin);
  gtk_stack_set_visible_child_name (self->states, "empty");
}

/**
 * yx_pane_frame_show_error:
 * @self: a frame
 * @error: why there is nothing to show
 */
void
yx_pane_frame_show_error (YxPaneFrame *self, const GError *error)
{
  g_autofree char *words = yx_error_words (error);

  g_return_if_fail (YX_IS_PANE_FRAME (self));
  adw_status_page_set_description (self->failed, words);
  gtk_stack_set_visible_child_name (self->states, "failed");
}

/**
 * yx_pane_frame_set_deeper:
 * @self: a frame
 * @deeper: whether what is shown was come to within the pane, so that there is a way back
 */
void
yx_pane_frame_set_deeper (YxPaneFrame *self, gboolean deeper)
{
  g_return_if_fail (YX_IS_PANE_FRAME (self));
  self->deeper = deeper;
  show_back (self);
}

/**
 * yx_pane_frame_get_state:
 * @self: a frame
 *
 * Returns: (transfer none): `loading`, `content`, `empty` or `failed`
 */
const char *
yx_pane_frame_get_state (YxPaneFrame *self)
{
  g_return_val_if_fail (YX_IS_PANE_FRAME (self), NULL);
  return gtk_stack_get_visible_child_name (self->states);
}

/**
 * yx_pane_frame_add_column:
 * @self: a frame
 * @width: at most, in pixels
 * @spacing: between what stands in it, in pixels
 *
 * Makes a column that scrolls and stands in the middle, with its margins, and has the frame show it.
 *
 * Returns: (transfer none): the column, empty
 */
GtkBox *
yx_pane_frame_add_column (YxPaneFrame *self, int width, int spacing)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, spacing);

  gtk_widget_set_margin_top (column, 24);
  gtk_widget_set_margin_bottom (column, 24);
  gtk_widget_set_margin_start (column, 12);
  gtk_widget_set_margin_end (column, 12);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), width);
  adw_clamp_set_child (ADW_CLAMP (clamp), column);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  yx_pane_frame_set_content (self, scroller);
  return GTK_BOX (column);
}
