/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/signing/yx-sign-page.h"

#include <glib/gi18n-lib.h>

#include "desk/certificates/yx-activation-page.h"
#include "desk/common/yx-settings.h"
#include "desk/signing/yx-keypad.h"
#include "desk/signing/yx-page-reader.h"
#include "desk/signing/yx-sign-page-private.h"

#define AROUND 64.0 /* points */

enum
{
  PROP_0,
  PROP_SEAT,
  PROP_DOCUMENT,
  N_PROPS,
};

enum
{
  LEFT,
  N_SIGNALS,
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YxSignPage, yx_sign_page, ADW_TYPE_BIN)

/* What each step shows. */
static const struct
{
  const char *body;
  const char *next;
  const char *back;
} steps[] = {
  [YX_SIGN_STEP_READ] = { "document", N_ ("Sign"), NULL },
  [YX_SIGN_STEP_CONSENT] = { "consent", N_ ("I Consent"), N_ ("Back") },
  [YX_SIGN_STEP_ACTIVATE] = { "activate", NULL, N_ ("Back") },
  [YX_SIGN_STEP_DRAW] = { "draw", N_ ("See It in Place"), N_ ("Back") },
  [YX_SIGN_STEP_LOOK] = { "document", N_ ("Use This"), N_ ("Write Again") },
  [YX_SIGN_STEP_CONFIRM] = { "confirm", N_ ("Sign"), N_ ("Back") },
  [YX_SIGN_STEP_DONE] = { "done", N_ ("Close"), NULL },
};

G_STATIC_ASSERT (G_N_ELEMENTS (steps) == YX_N_SIGN_STEPS);

static gboolean
may_go_on (YxSignPage *self)
{
  if (self->busy)
    return FALSE;
  switch (self->step)
    {
    case YX_SIGN_STEP_CONSENT:
      return yx_sign_consent_get_complete (self->consent);
    case YX_SIGN_STEP_ACTIVATE:
      return FALSE;
    case YX_SIGN_STEP_DRAW:
      return !yx_canvas_get_empty (self->canvas);
    case YX_SIGN_STEP_CONFIRM:
      return self->asking != NULL && yx_unlock_get_complete (self->asking);
    default:
      return TRUE;
    }
}

static const char *
next_words (YxSignPage *self)
{
  if (self->step == YX_SIGN_STEP_READ && !self->facts.read)
    return _("Next");
  return steps[self->step].next != NULL ? g_dgettext (GETTEXT_PACKAGE, steps[self->step].next) : "";
}

static char *
progress_words (YxSignPage *self)
{
  guint left = self->pages != NULL ? yx_pages_read_left (self->pages) : 0;

  if (self->busy)
    return g_strdup (_("One moment…"));
  if (self->step != YX_SIGN_STEP_READ || self->pages == NULL)
    return g_strdup ("");
  if (left == 0)
    return g_strdup (_("You have read it to the end."));
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u page left to read", "%u pages left to read", left), left);
}

/* What can be done now. */
void
yx_sign_page_update (YxSignPage *self)
{
  g_autofree char *progress = progress_words (self);
  const char *back = steps[self->step].back;

  gtk_button_set_label (self->next, next_words (self));
  gtk_widget_set_visible (GTK_WIDGET (self->next), steps[self->step].next != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sign.next", may_go_on (self));
  gtk_button_set_label (self->back, back != NULL ? g_dgettext (GETTEXT_PACKAGE, back) : "");
  gtk_widget_set_visible (GTK_WIDGET (self->back), back != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sign.back",
                                 !self->busy && yx_sign_step_back (self->step, &self->facts) != self->step);
  gtk_label_set_label (self->progress, progress);
}

void
yx_sign_page_set_busy (YxSignPage *self, gboolean busy)
{
  self->busy = busy;
  yx_sign_page_update (self);
}

/* Says something that stays until the next step. %NULL: nothing. */
void
yx_sign_page_notice (YxSignPage *self, const char *words)
{
  if (words != NULL)
    gtk_label_set_label (self->notice_words, words);
  gtk_revealer_set_reveal_child (self->notice, words != NULL);
}

static void
make_asking (YxSignPage *self)
{
  if (self->asking != NULL)
    return;
  self->asking = yx_unlock_new (self->seat, YX_CODE_SIGNING, YX_UNLOCK_PASSWORD);
  g_signal_connect_object (self->asking, "notify::complete", G_CALLBACK (yx_sign_page_update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->asking, "entered", G_CALLBACK (yx_sign_page_confirm), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (self->unlock, GTK_WIDGET (self->asking));
}

static void
show_decision (YxSignPage *self)
{
  g_autofree char *employer = yx_sign_case_employer (self->what);
  const char *title = self->what->held->record->title;
  g_autofree char *words = employer != NULL ? g_strdup_printf (_("You sign “%s” with %s."), title, employer)
                                            : g_strdup_printf (_("You sign “%s”."), title);

  gtk_label_set_label (self->decision, words);
}

static void
activated (YxSignPage *self)
{
  self->facts.certified = TRUE;
  yx_sign_page_show_step (self, yx_sign_step_next (YX_SIGN_STEP_ACTIVATE, &self->facts));
}

/* The place with what stands around it. */
static void
show_place (YxSignPage *self)
{
  YxPdfBox box = self->what->place.mark;

  box.x -= AROUND;
  box.y -= AROUND;
  box.width += 2 * AROUND;
  box.height += 2 * AROUND;
  yx_document_view_show_box (self->view, self->what->place.page, &box, TRUE);
}

static void
enter_step (YxSignPage *self)
{
  GtkWidget *form;

  switch (self->step)
    {
    case YX_SIGN_STEP_ACTIVATE:
      form = GTK_WIDGET (yx_activation_page_new (self->seat));
      g_signal_connect_object (form, "activated", G_CALLBACK (activated), self, G_CONNECT_SWAPPED);
      adw_clamp_set_child (self->activation, form);
      gtk_widget_child_focus (form, GTK_DIR_TAB_FORWARD);
      break;
    case YX_SIGN_STEP_DRAW:
      gtk_widget_grab_focus (yx_canvas_get_sheet (self->canvas));
      break;
    case YX_SIGN_STEP_LOOK:
      show_place (self);
      gtk_widget_grab_focus (GTK_WIDGET (self->next));
      break;
    case YX_SIGN_STEP_CONSENT:
      gtk_widget_child_focus (GTK_WIDGET (self->consent), GTK_DIR_TAB_FORWARD);
      break;
    case YX_SIGN_STEP_CONFIRM:
      make_asking (self);
      show_decision (self);
      yx_unlock_send_code (self->asking);
      gtk_widget_child_focus (GTK_WIDGET (self->asking), GTK_DIR_TAB_FORWARD);
      break;
    default:
      gtk_widget_grab_focus (GTK_WIDGET (self->next));
      break;
    }
}

static void
leave_step (YxSignPage *self, YxSignStep next)
{
  if (self->step == YX_SIGN_STEP_CONFIRM && next != YX_SIGN_STEP_CONFIRM && self->asking != NULL)
    yx_unlock_clear (self->asking);
  if (self->step == YX_SIGN_STEP_ACTIVATE && next != YX_SIGN_STEP_ACTIVATE)
    adw_clamp_set_child (self->activation, NULL);
}

void
yx_sign_page_show_step (YxSignPage *self, YxSignStep step)
{
  gboolean typing = step == YX_SIGN_STEP_CONFIRM || step == YX_SIGN_STEP_ACTIVATE || step == YX_SIGN_STEP_CONSENT;

  leave_step (self, step);
  if (step != self->step && step != YX_SIGN_STEP_READ)
    yx_sign_page_notice (self, NULL);
  self->step = step;
  if (self->picture != NULL)
    gtk_widget_set_visible (self->picture, step >= YX_SIGN_STEP_LOOK);
  gtk_widget_set_visible (GTK_WIDGET (self->summary), step == YX_SIGN_STEP_READ && gtk_widget_get_first_child (GTK_WIDGET (self->summary)) != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->keys), typing);
  gtk_toggle_button_set_active (self->keys, typing && step != YX_SIGN_STEP_CONSENT && self->touched);
  gtk_stack_set_visible_child_name (self->body, steps[step].body);
  gtk_widget_set_visible (self->bar, TRUE);
  enter_step (self);
  yx_sign_page_update (self);
}

static void
leave (YxSignPage *self)
{
  if (self->asking != NULL && !self->busy)
    yx_unlock_clear (self->asking);
  g_signal_emit (self, signals[LEFT], 0);
}

static void
go_on (YxSignPage *self)
{
  if (self->step == YX_SIGN_STEP_READ && !self->facts.read)
    yx_sign_page_read_on (self);
  else if (self->step == YX_SIGN_STEP_CONSENT)
    yx_sign_page_send_consent (self);
  else if (self->step == YX_SIGN_STEP_DRAW)
    yx_sign_page_take_drawing (self);
  else if (self->step == YX_SIGN_STEP_CONFIRM)
    yx_sign_page_confirm (self);
  else if (self->step == YX_SIGN_STEP_DONE)
    leave (self);
  else
    yx_sign_page_show_step (self, yx_sign_step_next (self->step, &self->facts));
}

static void
act (GtkWidget *widget, const char *action, GVariant *parameter)
{
  YxSignPage *self = YX_SIGN_PAGE (widget);

  if (g_str_equal (action, "sign.leave"))
    leave (self);
  else if (g_str_equal (action, "sign.again"))
    yx_sign_page_load (self);
  else if (g_str_equal (action, "sign.use-last"))
    yx_sign_page_use_last (self);
  else if (g_str_equal (action, "sign.use-name"))
    yx_sign_page_use_name (self);
  else if (self->what != NULL && g_str_equal (action, "sign.back"))
    yx_sign_page_show_step (self, yx_sign_step_back (self->step, &self->facts));
  else if (self->what != NULL && may_go_on (self))
    go_on (self);
}

/* Where fingers are used, keys are shown. */
static gboolean
note_touch (YxSignPage *self, GdkEvent *event)
{
  if (gdk_event_get_event_type (event) == GDK_TOUCH_BEGIN)
    self->touched = TRUE;
  return GDK_EVENT_PROPAGATE;
}

static void
listen_to_touch (YxSignPage *self)
{
  GtkEventController *controller = gtk_event_controller_legacy_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (controller, "event", G_CALLBACK (note_touch), self);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
scrolled (YxSignPage *self)
{
  yx_sign_page_note_seen (self);
  yx_sign_page_update (self);
}

static void
watch_reading (YxSignPage *self)
{
  YxPageCanvas *canvas = yx_page_reader_find (GTK_WIDGET (self->view));
  GtkAdjustment *down = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (canvas));

  g_signal_connect_object (down, "value-changed", G_CALLBACK (scrolled), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (down, "changed", G_CALLBACK (scrolled), self, G_CONNECT_SWAPPED);
}

/* The hand that writes is the same for every document. */
static void
remember_hand (YxSignPage *self)
{
  g_autoptr (GSettings) settings = yx_settings_new ();

  if (settings == NULL)
    return;
  g_settings_bind (settings, YX_SETTINGS_LEFT_HANDED, self->canvas, "left-handed", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, YX_SETTINGS_PEN_PRESSURE, self->canvas, "pressure", G_SETTINGS_BIND_DEFAULT);
}

static void
yx_sign_page_constructed (GObject *object)
{
  YxSignPage *self = YX_SIGN_PAGE (object);

  G_OBJECT_CLASS (yx_sign_page_parent_class)->constructed (object);
  if (self->seat != NULL && self->document != NULL)
    yx_sign_page_load (self);
}

static void
yx_sign_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  YxSignPage *self = YX_SIGN_PAGE (object);

  if (id == PROP_SEAT)
    g_value_set_object (value, self->seat);
  else if (id == PROP_DOCUMENT)
    g_value_set_string (value, self->document);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
yx_sign_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  YxSignPage *self = YX_SIGN_PAGE (object);

  if (id == PROP_SEAT)
    self->seat = g_value_dup_object (value);
  else if (id == PROP_DOCUMENT)
    self->document = g_value_dup_string (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
yx_sign_page_dispose (GObject *object)
{
  YxSignPage *self = YX_SIGN_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->retry, g_source_remove);
  G_OBJECT_CLASS (yx_sign_page_parent_class)->dispose (object);
}

static void
yx_sign_page_finalize (GObject *object)
{
  YxSignPage *self = YX_SIGN_PAGE (object);

  g_clear_object (&self->seat);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->what, yx_sign_case_unref);
  g_clear_pointer (&self->pages, yx_pages_read_free);
  g_clear_pointer (&self->mark, g_bytes_unref);
  g_clear_pointer (&self->drawn, yx_strokes_unref);
  g_free (self->document);
  G_OBJECT_CLASS (yx_sign_page_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, YxSignPage, title);
  gtk_widget_class_bind_template_child (widget_class, YxSignPage, keys);
  gtk_widget_class_bind_template_child (widget_class, YxSignPage, notice);
  gtk_widget_class_bind_template_child (widget_class, YxSignPage, notice_words);
  gtk_widget_class_bind_template_child (widget_class, YxSignPage, body);
  gtk_widget_class_bind_template_child (widget_class, YxSignPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, YxSignPage, trouble);
  gtk_widget_class_bind_template_child (widget_class, YxSignPage, again);
  gtk_widget_class_bind_template_child (widget_class, YxSignPage, summary);
  gtk_widget_class_bind_template_child (widget_class, YxSignPage, paper);
  gtk_widget_class_bind_template_child (widget_class, YxSignPage, consent);
  gtk_widget_class_bind_template_child (widget_class, YxSignPage, activation);
  gtk_widget_class_bind_template_child (widget_class, YxSignPage, canvas);
  gtk_widget_class_bind_template_child (widget_class, YxSignPage, use_last);
  gtk_widget_class_bind_template_child (widget_class, YxSignPage, use_name);
  gtk_widget_class_bind_template_child (widget_class, YxSignPage, decision);
  gtk_widget_class_bind_template_child (widget_class, YxSignPage, unlock);
  gtk_widget_class_bind_template_child (widget_class, YxSignPage, done);
  gtk_widget_class_bind_template_child (widget_class, YxSignPage, bar);
  gtk_widget_class_bind_template_child (widget_class, YxSignPage, back);
  gtk_widget_class_bind_template_child (widget_class, YxSignPage, progress);
  gtk_widget_class_bind_template_child (widget_class, YxSignPage, next);
}

static void
yx_sign_page_class_init (YxSignPageClass *klass)
{
  static const char *const actions[] = { "sign.leave", "sign.again", "sign.use-last", "sign.use-name", "sign.back", "sign.next" };
  const GParamFlags once = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = yx_sign_page_constructed;
  object_class->get_property = yx_sign_page_get_property;
  object_class->set_property = yx_sign_page_set_property;
  object_class->dispose = yx_sign_page_dispose;
  object_class->finalize = yx_sign_page_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/yinxin/Yinxin/ui/sign-page.ui");
  bind_children (widget_class);
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i], NULL, act);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "sign.leave", NULL);
  /**
   * YxSignPage:seat:
   *
   * Whose signature it is.
   */
  props[PROP_SEAT] = g_param_spec_object ("seat", NULL, NULL, YX_TYPE_SEAT, once);
  /**
   * YxSignPage:document:
   *
   * The id of what is to be signed.
   */
  props[PROP_DOCUMENT] = g_param_spec_string ("document", NULL, NULL, NULL, once);
  g_object_class_install_properties (object_class, N_PROPS, props);
  /**
   * YxSignPage::left:
   *
   * The person goes elsewhere; they may come back.
   */
  signals[LEFT] = g_signal_new ("left", YX_TYPE_SIGN_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
yx_sign_page_init (YxSignPage *self)
{
  g_type_ensure (YX_TYPE_CANVAS);
  g_type_ensure (YX_TYPE_KEYPAD);
  g_type_ensure (YX_TYPE_SIGN_CONSENT);
  g_type_ensure (YX_TYPE_SIGN_DONE);
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->view = YX_DOCUMENT_VIEW (yx_document_view_new ());
  adw_bin_set_child (self->paper, GTK_WIDGET (self->view));
  watch_reading (self);
  remember_hand (self);
  g_signal_connect_object (self->consent, "notify::complete", G_CALLBACK (yx_sign_page_update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->canvas, "notify::empty", G_CALLBACK (yx_sign_page_update), self, G_CONNECT_SWAPPED);
  listen_to_touch (self);
}

/**
 * yx_sign_page_new:
 * @seat: a person's
 * @document: the id of what is to be signed
 *
 * Returns: (transfer floating): the page, which fetches the document
 */
YxSignPage *
yx_sign_page_new (YxSeat *seat, const char *document)
{
  return g_object_new (YX_TYPE_SIGN_PAGE, "seat", seat, "document", document, NULL);
}

/**
 * yx_sign_page_get_document:
 * @self: a page
 *
 * Returns: (transfer none): the id of what is to be signed
 */
const char *
yx_sign_page_get_document (YxSignPage *self)
{
  g_return_val_if_fail (YX_IS_SIGN_PAGE (self), NULL);
  return self->document;
}

/**
 * yx_sign_page_get_step:
 * @self: a page
 *
 * Returns: where the person is
 */
YxSignStep
yx_sign_page_get_step (YxSignPage *self)
{
  g_return_val_if_fail (YX_IS_SIGN_PAGE (self), YX_SIGN_STEP_READ);
  return self->step;
}

/**
 * yx_sign_page_get_loaded:
 * @self: a page
 *
 * Returns: whether the document is there, and nothing is under way
 */
gboolean
yx_sign_page_get_loaded (YxSignPage *self)
{
  g_return_val_if_fail (YX_IS_SIGN_PAGE (self), FALSE);
  return self->what != NULL && !self->busy && gtk_widget_get_visible (self->bar);
}

/**
 * yx_sign_page_get_finished:
 * @self: a page
 *
 * Returns: whether nothing is left to do here: the hall has the signature
 */
gboolean
yx_sign_page_get_finished (YxSignPage *self)
{
  g_return_val_if_fail (YX_IS_SIGN_PAGE (self), FALSE);
  return self->facts.made && !self->waiting;
}

/**
 * yx_sign_page_get_canvas:
 * @self: a page
 *
 * Returns: (transfer none): what the signature is written on
 */
YxCanvas *
yx_sign_page_get_canvas (YxSignPage *self)
{
  g_return_val_if_fail (YX_IS_SIGN_PAGE (self), NULL);
  return self->canvas;
}

/**
 * yx_sign_page_return:
 * @self: a page that was left
 *
 * Fetches the document again, if that failed or nothing was signed: it may have moved meanwhile. What was written stays.
 */
void
yx_sign_page_return (YxSignPage *self)
{
  g_return_if_fail (YX_IS_SIGN_PAGE (self));
  if (!self->busy && !self->facts.made)
    yx_sign_page_load (self);
}

/**
 * yx_sign_page_act:
 * @self: a page
 * @next: whether to go on, as its suggested button does
 * @back: whether to go back
 *
 * For the window's keys.
 */
void
yx_sign_page_act (YxSignPage *self, gboolean next, gboolean back)
{
  g_return_if_fail (YX_IS_SIGN_PAGE (self));
  if (next)
    gtk_widget_activate_action (GTK_WIDGET (self), "sign.next", NULL);
  if (back)
    gtk_widget_activate_action (GTK_WIDGET (self), "sign.back", NULL);
}
