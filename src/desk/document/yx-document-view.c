/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/document/yx-document-view.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "desk/common/yx-error-words.h"
#include "desk/document/yx-document-print.h"
#include "desk/document/yx-overlay-mover.h"
#include "desk/document/yx-page-canvas.h"
#include "desk/document/yx-page-find.h"
#include "desk/document/yx-page-select.h"
#include "desk/document/yx-page-thumbs.h"
#include "desk/document/yx-sign-mark.h"

struct _YxDocumentView
{
  AdwBin parent_instance;

  GBytes *pdf;               /* (owned) (nullable) */
  char *title;               /* (owned) (nullable) */
  gboolean judged;           /* whether the judge read it already */
  YxPdfRenderer *renderer;   /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) (nullable): of what is on its way for this document */
  YxSignMarks *marks;        /* (owned) (nullable) */
  GPtrArray *listing;        /* (owned) (nullable): of YxPdfWidget, of the pages that were looked at */
  guint listed;              /* how many those are */
  GPtrArray *widgets;        /* (owned) (nullable): of all pages, once known */
  char *awaited;             /* (owned) (nullable): a field to show once the fields are known */
  gboolean awaited_nearer;
  gboolean ready;

  GtkStack *stages;
  GtkSpinner *spinner;
  AdwStatusPage *failure;
  YxPageFind *finder;
  AdwFlap *flap;
  YxPageThumbs *thumbs;
  YxPageCanvas *canvas;
  GtkMenuButton *place;
  GtkPopover *places;
  GtkSpinButton *number;
  GtkAdjustment *numbers;
  GtkButton *zoom;
  GtkButton *fit;
  GtkWidget *print;
  YxPageSelect *select; /* (owned) */
};

enum
{
  PROP_0,
  PROP_PAGE,
  PROP_N_PAGES,
  PROP_READY,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

enum
{
  MOVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YxDocumentView, yx_document_view, ADW_TYPE_BIN)

/* --- what the bar says ------------------------------------------------------------------------- */

static void
show_place (YxDocumentView *self)
{
  guint page = yx_page_canvas_get_page (self->canvas);
  guint n = yx_page_canvas_get_n_pages (self->canvas);
  g_autofree char *words = g_strdup_printf (_("Page %u of %u"), page, n);

  gtk_menu_button_set_label (self->place, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->place), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_adjustment_set_upper (self->numbers, n);
  gtk_spin_button_set_value (self->number, page);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PAGE]);
}

static void
show_zoom (YxDocumentView *self)
{
  const gboolean wide = yx_page_canvas_get_fit (self->canvas) == YX_PAGE_FIT_WIDTH;
  const char *fit = wide ? _("Fit the Page") : _("Fit the Width");
  g_autofree char *percent = g_strdup_printf ("%.0f %%", yx_page_canvas_get_zoom (self->canvas) * 100);
  /* Translators: the size at which a document is shown, such as 120 %. */
  g_autofree char *name = g_strdup_printf (_("Zoom %s; show the size on paper"), percent);

  gtk_button_set_label (self->zoom, percent);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->zoom), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_button_set_icon_name (self->fit, wide ? "zoom-fit-best-symbolic" : "object-flip-horizontal-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->fit), fit);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->fit), GTK_ACCESSIBLE_PROPERTY_LABEL, fit, -1);
}

static void
show_stage (YxDocumentView *self, const char *name)
{
  gboolean loading = g_str_equal (name, "loading");

  gtk_stack_set_visible_child_name (self->stages, name);
  gtk_spinner_set_spinning (self->spinner, loading);
}

static void
name_paper (YxDocumentView *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->canvas), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->title != NULL ? self->title : _("Document"), -1);
}

static void
set_ready (YxDocumentView *self, gboolean ready)
{
  if (self->ready == ready)
    return;
  self->ready = ready;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_READY]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_PAGES]);
}

/* --- opening ----------------------------------------------------------------------------------- */

static void
close_document (YxDocumentView *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->marks, yx_sign_marks_free);
  g_clear_pointer (&self->widgets, g_ptr_array_unref);
  g_clear_pointer (&self->listing, g_ptr_array_unref);
  self->listed = 0;
  g_clear_pointer (&self->awaited, g_free);
  if (self->finder != NULL)
    {
      yx_page_find_set_pages (self->finder, self->canvas, NULL);
      yx_page_thumbs_set_pages (self->thumbs, self->canvas, NULL);
      yx_page_select_set_renderer (self->select, NULL);
      yx_page_canvas_set_pages (self->canvas, NULL, NULL);
    }
  g_clear_object (&self->renderer);
  g_clear_pointer (&self->pdf, g_bytes_unref);
}

static void look_for_widgets (YxDocumentView *self);

static void
use_widgets (YxDocumentView *self)
{
  g_autofree char *field = g_steal_pointer (&self->awaited);

  self->widgets = g_steal_pointer (&self->listing);
  if (self->marks != NULL)
    yx_sign_marks_place (self->marks, self->canvas, self->widgets);
  if (field != NULL)
    yx_document_view_show_field (self, field, self->awaited_nearer);
}

static void
take_widgets (GObject *source, GAsyncResult *result, gpointer data)
{
  YxDocumentView *self = data;
  GPtrArray *widgets = yx_pdf_renderer_widgets_finish (YX_PDF_RENDERER (source), result, NULL);

  if (widgets == NULL)
    return;
  if (self->listing == NULL)
    self->listing = widgets;
  else
    g_ptr_array_extend_and_steal (self->listing, widgets);
  self->listed++;
  if (self->listed < yx_page_canvas_get_n_pages (self->canvas))
    look_for_widgets (self);
  else
    use_widgets (self);
}

/* One page at a time, so that what is to be drawn meanwhile does not wait for all. */
static void
look_for_widgets (YxDocumentView *self)
{
  yx_pdf_renderer_widgets (self->renderer, self->listed + 1, self->cancellable, take_widgets, self);
}

static void
take_pages (GObject *source, GAsyncResult *result, gpointer data)
{
  YxDocumentView *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YxPdfPages) pages = yx_pdf_renderer_open_finish (YX_PDF_RENDERER (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (pages == NULL)
    {
      yx_document_view_set_failed (self, error);
      return;
    }
  yx_page_canvas_set_pages (self->canvas, self->renderer, pages);
  yx_page_find_set_pages (self->finder, self->canvas, self->renderer);
  yx_page_thumbs_set_pages (self->thumbs, self->canvas, self->renderer);
  yx_page_select_set_renderer (self->select, self->renderer);
  show_place (self);
  show_stage (self, "pages");
  set_ready (self, TRUE);
  look_for_widgets (self);
}

/* --- actions ------------------------------------------------------------------------------------ */

static void
zoom_by_step (GtkWidget *widget, const char *action, GVariant *parameter)
{
  YxDocumentView *self = YX_DOCUMENT_VIEW (widget);
  int direction = g_str_equal (action, "document.zoom-in") ? 1 : -1;

  yx_page_canvas_set_zoom (self->canvas, yx_zoom_step (yx_page_canvas_get_zoom (self->canvas), direction));
  show_zoom (self);
}

static void
zoom_normal (GtkWidget *widget, const char *action, GVariant *parameter)
{
  YxDocumentView *self = YX_DOCUMENT_VIEW (widget);

  yx_page_canvas_set_zoom (self->canvas, 1);
  show_zoom (self);
}

static void
fit_other (GtkWidget *widget, const char *action, GVariant *parameter)
{
  YxDocumentView *self = YX_DOCUMENT_VIEW (widget);
  gboolean wide = yx_page_canvas_get_fit (self->canvas) == YX_PAGE_FIT_WIDTH;

  yx_page_canvas_set_fit (self->canvas, wide ? YX_PAGE_FIT_PAGE : YX_PAGE_FIT_WIDTH);
  show_zoom (self);
}

static void
find (GtkWidget *widget, const char *action, GVariant *parameter)
{
  yx_document_view_find (YX_DOCUMENT_VIEW (widget));
}

static void
find_other (GtkWidget *widget, const char *action, GVariant *parameter)
{
  yx_page_find_step (YX_DOCUMENT_VIEW (widget)->finder, g_str_equal (action, "document.find-next") ? 1 : -1);
}

static void
print_it (GtkWidget *widget, const char *action, GVariant *parameter)
{
  YxDocumentView *self = YX_DOCUMENT_VIEW (widget);
  GtkRoot *root = gtk_widget_get_root (widget);

  if (self->ready && gtk_widget_get_visible (self->print))
    yx_document_print (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, self->pdf, self->title != NULL ? self->title : _("Document"));
}

static void
copy (GtkWidget *widget, const char *action, GVariant *parameter)
{
  yx_page_select_copy (YX_DOCUMENT_VIEW (widget)->select);
}

static void
toggle_thumbs (GtkWidget *widget, const char *action, GVariant *parameter)
{
  AdwFlap *flap = YX_DOCUMENT_VIEW (widget)->flap;

  adw_flap_set_reveal_flap (flap, !adw_flap_get_reveal_flap (flap));
}

static void
go_to_number (YxDocumentView *self)
{
  gtk_spin_button_update (self->number);
  yx_page_canvas_show_page (self->canvas, (guint) gtk_spin_button_get_value_as_int (self->number));
  gtk_popover_popdown (self->places);
  gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
}

/* --- the widget --------------------------------------------------------------------------------- */

static gboolean
yx_document_view_grab_focus (GtkWidget *widget)
{
  YxDocumentView *self = YX_DOCUMENT_VIEW (widget);

  return self->ready && gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
}

static void
yx_document_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  YxDocumentView *self = YX_DOCUMENT_VIEW (object);

  switch (id)
    {
    case PROP_PAGE:
      g_value_set_uint (value, yx_document_view_get_page (self));
      break;
    case PROP_N_PAGES:
      g_value_set_uint (value, yx_document_view_get_n_pages (self));
      break;
    case PROP_READY:
      g_value_set_boolean (value, self->ready);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static void
yx_document_view_dispose (GObject *object)
{
  YxDocumentView *self = YX_DOCUMENT_VIEW (object);

  if (self->canvas != NULL)
    g_signal_handlers_disconnect_by_data (self->canvas, self);
  close_document (self);
  g_clear_pointer (&self->select, yx_page_select_free);
  self->finder = NULL;
  self->canvas = NULL;
  G_OBJECT_CLASS (yx_document_view_parent_class)->dispose (object);
}

static void
yx_document_view_finalize (GObject *object)
{
  g_free (YX_DOCUMENT_VIEW (object)->title);
  G_OBJECT_CLASS (yx_document_view_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  /**
   * YxDocumentView:page:
   *
   * The page that most is seen of, from 1.
   */
  props[PROP_PAGE] = g_param_spec_uint ("page", NULL, NULL, 0, G_MAXUINT, 0, flags);
  /**
   * YxDocumentView:n-pages:
   *
   * How many pages there are, once the document is open.
   */
  props[PROP_N_PAGES] = g_param_spec_uint ("n-pages", NULL, NULL, 0, G_MAXUINT, 0, flags);
  /**
   * YxDocumentView:ready:
   *
   * Whether the document is open.
   */
  props[PROP_READY] = g_param_spec_boolean ("ready", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (klass, N_PROPS, props);
  /**
   * YxDocumentView::overlay-moved:
   * @child: a widget on the paper that may be moved
   * @page: where it lies now
   * @x: in points from the page's left side
   * @y: in points from the page's lower side
   *
   * A person moved it.
   */
  signals[MOVED] = g_signal_new ("overlay-moved", YX_TYPE_DOCUMENT_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 4,
                                 GTK_TYPE_WIDGET, G_TYPE_UINT, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
}

static void
install_actions (GtkWidgetClass *klass)
{
  static const struct
  {
    const char *action;
    GtkWidgetActionActivateFunc func;
    struct
    {
      guint key;
      GdkModifierType modifiers;
    } keys[3];
  } lines[] = {
    { "document.zoom-in", zoom_by_step, { { GDK_KEY_plus, GDK_CONTROL_MASK }, { GDK_KEY_equal, GDK_CONTROL_MASK }, { GDK_KEY_KP_Add, GDK_CONTROL_MASK } } },
    { "document.zoom-out", zoom_by_step, { { GDK_KEY_minus, GDK_CONTROL_MASK }, { GDK_KEY_KP_Subtract, GDK_CONTROL_MASK } } },
    { "document.zoom-normal", zoom_normal, { { GDK_KEY_0, GDK_CONTROL_MASK }, { GDK_KEY_KP_0, GDK_CONTROL_MASK } } },
    { "document.fit", fit_other, { { GDK_KEY_9, GDK_CONTROL_MASK } } },
    { "document.find", find, { { GDK_KEY_f, GDK_CONTROL_MASK } } },
    { "document.find-next", find_other, { { GDK_KEY_F3, 0 }, { GDK_KEY_g, GDK_CONTROL_MASK } } },
    { "document.find-previous", find_other, { { GDK_KEY_F3, GDK_SHIFT_MASK }, { GDK_KEY_g, GDK_CONTROL_MASK | GDK_SHIFT_MASK } } },
    { "document.copy", copy, { { GDK_KEY_c, GDK_CONTROL_MASK } } },
    { "document.print", print_it, { { GDK_KEY_p, GDK_CONTROL_MASK } } },
    { "document.thumbnails", toggle_thumbs, { { GDK_KEY_F9, 0 } } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      gtk_widget_class_install_action (klass, lines[i].action, NULL, lines[i].func);
      for (int k = 0; k < 3 && lines[i].keys[k].key != 0; k++)
        gtk_widget_class_add_binding_action (klass, lines[i].keys[k].key, lines[i].keys[k].modifiers, lines[i].action, NULL);
    }
}

static void
yx_document_view_class_init (YxDocumentViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = yx_document_view_get_property;
  object_class->dispose = yx_document_view_dispose;
  object_class->finalize = yx_document_view_finalize;
  widget_class->grab_focus = yx_document_view_grab_focus;
  install_properties (object_class);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/yinxin/Yinxin/ui/document-view.ui");
  gtk_widget_class_bind_template_child (widget_class, YxDocumentView, stages);
  gtk_widget_class_bind_template_child (widget_class, YxDocumentView, spinner);
  gtk_widget_class_bind_template_child (widget_class, YxDocumentView, failure);
  gtk_widget_class_bind_template_child (widget_class, YxDocumentView, finder);
  gtk_widget_class_bind_template_child (widget_class, YxDocumentView, flap);
  gtk_widget_class_bind_template_child (widget_class, YxDocumentView, thumbs);
  gtk_widget_class_bind_template_child (widget_class, YxDocumentView, canvas);
  gtk_widget_class_bind_template_child (widget_class, YxDocumentView, place);
  gtk_widget_class_bind_template_child (widget_class, YxDocumentView, places);
  gtk_widget_class_bind_template_child (widget_class, YxDocumentView, number);
  gtk_widget_class_bind_template_child (widget_class, YxDocumentView, numbers);
  gtk_widget_class_bind_template_child (widget_class, YxDocumentView, zoom);
  gtk_widget_class_bind_template_child (widget_class, YxDocumentView, fit);
  gtk_widget_class_bind_template_child (widget_class, YxDocumentView, print);
  gtk_widget_class_bind_template_callback (widget_class, go_to_number);
  install_actions (widget_class);
}

static void
yx_document_view_init (YxDocumentView *self)
{
  g_type_ensure (YX_TYPE_PAGE_CANVAS);
  g_type_ensure (YX_TYPE_PAGE_FIND);
  g_type_ensure (YX_TYPE_PAGE_THUMBS);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->select = yx_page_select_new (self->canvas);
  /* GtkSpinButton has a signal of its own for Enter only since 4.14. */
  g_signal_connect_swapped (gtk_editable_get_delegate (GTK_EDITABLE (self->number)), "activate", G_CALLBACK (go_to_number), self);
  g_signal_connect_swapped (self->canvas, "notify::page", G_CALLBACK (show_place), self);
  g_signal_connect_swapped (self->canvas, "notify::zoom", G_CALLBACK (show_zoom), self);
  name_paper (self);
  show_zoom (self);
}

/**
 * yx_document_view_new:
 *
 * Returns: (transfer floating): a view without a document
 */
GtkWidget *
yx_document_view_new (void)
{
  return g_object_new (YX_TYPE_DOCUMENT_VIEW, NULL);
}

/**
 * yx_document_view_set_bytes:
 * @pdf: (nullable): a document; %NULL: nothing is shown
 * @verdict: (nullable): what the judge found of it; not needed afterwards. Its signatures are marked on the pages
 *
 * Shows a document, from its first page on. Without a verdict the judge is asked whether it can read the document
 * before that is shown; one that it can't read is not.
 */
void
yx_document_view_set_bytes (YxDocumentView *self, GBytes *pdf, YxVerdict *verdict)
{
  g_return_if_fail (YX_IS_DOCUMENT_VIEW (self));
  close_document (self);
  set_ready (self, FALSE);
  if (pdf == NULL)
    {
      show_stage (self, "empty");
      return;
    }
  if (verdict != NULL && yx_verdict_has_reason (verdict, "unreadable"))
    {
      g_autoptr (GError) error = g_error_new_literal (YX_PDF_ERROR, YX_PDF_ERROR_UNREADABLE, "The judge cannot read the document");

      yx_document_view_set_failed (self, error);
      return;
    }
  show_stage (self, "loading");
  self->pdf = g_bytes_ref (pdf);
  self->marks = verdict != NULL ? yx_sign_marks_new (verdict) : NULL;
  self->cancellable = g_cancellable_new ();
  self->renderer = yx_pdf_renderer_new (pdf, verdict != NULL);
  yx_pdf_renderer_open (self->renderer, self->cancellable, take_pages, self);
}

/**
 * yx_document_view_set_loading:
 *
 * Shows that the document is on its way.
 */
void
yx_document_view_set_loading (YxDocumentView *self)
{
  yx_document_view_set_bytes (self, NULL, NULL);
  show_stage (self, "loading");
}

/**
 * yx_document_view_set_failed:
 * @error: why there is no document to show
 *
 * Says so in its place.
 */
void
yx_document_view_set_failed (YxDocumentView *self, const GError *error)
{
  g_autofree char *words = yx_error_words (error);

  g_return_if_fail (YX_IS_DOCUMENT_VIEW (self));
  close_document (self);
  set_ready (self, FALSE);
  adw_status_page_set_description (self->failure, words);
  show_stage (self, "failed");
}

/**
 * yx_document_view_set_title:
 * @title: (nullable): what the document is, for people: heard with its pages, and the name of what is printed
 */
void
yx_document_view_set_title (YxDocumentView *self, const char *title)
{
  g_return_if_fail (YX_IS_DOCUMENT_VIEW (self));
  g_free (self->title);
  self->title = g_strdup (title);
  name_paper (self);
}

/**
 * yx_document_view_set_printable:
 * @printable: whether the bar offers to print; at first it does not
 */
void
yx_document_view_set_printable (YxDocumentView *self, gboolean printable)
{
  g_return_if_fail (YX_IS_DOCUMENT_VIEW (self));
  gtk_widget_set_visible (self->print, printable);
}

/**
 * yx_document_view_get_ready:
 *
 * Returns: whether the document is open
 */
gboolean
yx_document_view_get_ready (YxDocumentView *self)
{
  g_return_val_if_fail (YX_IS_DOCUMENT_VIEW (self), FALSE);
  return self->ready;
}

/**
 * yx_document_view_get_n_pages:
 *
 * Returns: how many pages there are; 0 before the document is open
 */
guint
yx_document_view_get_n_pages (YxDocumentView *self)
{
  g_return_val_if_fail (YX_IS_DOCUMENT_VIEW (self), 0);
  return yx_page_canvas_get_n_pages (self->canvas);
}

/**
 * yx_document_view_get_page:
 *
 * Returns: the page that most is seen of, from 1
 */
guint
yx_document_view_get_page (YxDocumentView *self)
{
  g_return_val_if_fail (YX_IS_DOCUMENT_VIEW (self), 0);
  return yx_page_canvas_get_page (self->canvas);
}

/**
 * yx_document_view_show_page:
 * @page: from 1
 *
 * Scrolls to a page of an open document.
 */
void
yx_document_view_show_page (YxDocumentView *self, guint page)
{
  g_return_if_fail (YX_IS_DOCUMENT_VIEW (self));
  yx_page_canvas_show_page (self->canvas, page);
}

/**
 * yx_document_view_show_box:
 * @page: from 1
 * @box: in points of the page as it is shown, from its lower left corner
 * @nearer: whether to zoom in on it
 *
 * Brings a place into the middle.
 */
void
yx_document_view_show_box (YxDocumentView *self, guint page, const YxPdfBox *box, gboolean nearer)
{
  g_return_if_fail (YX_IS_DOCUMENT_VIEW (self));
  yx_page_canvas_show_box (self->canvas, page, box, nearer);
}

/**
 * yx_document_view_find_field:
 * @field: full name of a signature field, such as `yx.employer`
 * @page: (out): where it is seen
 * @box: (out): where on the page
 *
 * Returns: whether that is known: the document is open and the field is seen in exactly one place
 */
gboolean
yx_document_view_find_field (YxDocumentView *self, const char *field, guint *page, YxPdfBox *box)
{
  const YxPdfWidget *widget;

  g_return_val_if_fail (YX_IS_DOCUMENT_VIEW (self), FALSE);
  widget = self->widgets != NULL ? yx_sign_marks_widget (self->widgets, field) : NULL;
  if (widget == NULL)
    return FALSE;
  *page = widget->page;
  *box = widget->box;
  return TRUE;
}

/**
 * yx_document_view_show_field:
 * @field: full name of a signature field
 * @nearer: whether to zoom in on it
 *
 * Brings a signature's place into the middle, as soon as it is known.
 *
 * Returns: whether it is known already
 */
gboolean
yx_document_view_show_field (YxDocumentView *self, const char *field, gboolean nearer)
{
  YxPdfBox box;
  guint page;

  g_return_val_if_fail (YX_IS_DOCUMENT_VIEW (self), FALSE);
  if (!yx_document_view_find_field (self, field, &page, &box))
    {
      if (self->widgets == NULL)
        {
          g_free (self->awaited);
          self->awaited = g_strdup (field);
          self->awaited_nearer = nearer;
        }
      return FALSE;
    }
  yx_page_canvas_show_box (self->canvas, page, &box, nearer);
  return TRUE;
}

/**
 * yx_document_view_add_overlay:
 * @child: (transfer floating): a widget
 * @page: from 1
 * @box: in points of the page as it is shown, from its lower left corner
 *
 * Lays a widget on the paper: it takes the box, whatever the zoom, and stays until it is removed.
 */
void
yx_document_view_add_overlay (YxDocumentView *self, GtkWidget *child, guint page, const YxPdfBox *box)
{
  g_return_if_fail (YX_IS_DOCUMENT_VIEW (self));
  yx_page_canvas_add (self->canvas, child, page, box, YX_PAGE_ANCHOR_FILL);
}

/**
 * yx_document_view_move_overlay:
 * @child: a widget on the paper
 * @page: from 1
 * @box: where it shall lie from now on
 */
void
yx_document_view_move_overlay (YxDocumentView *self, GtkWidget *child, guint page, const YxPdfBox *box)
{
  g_return_if_fail (YX_IS_DOCUMENT_VIEW (self));
  yx_page_canvas_move (self->canvas, child, page, box);
}

/**
 * yx_document_view_remove_overlay:
 * @child: a widget on the paper
 */
void
yx_document_view_remove_overlay (YxDocumentView *self, GtkWidget *child)
{
  g_return_if_fail (YX_IS_DOCUMENT_VIEW (self));
  yx_page_canvas_remove (self->canvas, child);
}

static void
overlay_moved (GtkWidget *child, guint page, const YxPdfBox *box, gpointer data)
{
  g_signal_emit (data, signals[MOVED], 0, child, page, box->x, box->y);
}

/**
 * yx_document_view_set_movable:
 * @child: a widget on the paper
 * @movable: whether a person may move it on its page, by dragging or by the arrow keys; see
 *   #YxDocumentView::overlay-moved
 */
void
yx_document_view_set_movable (YxDocumentView *self, GtkWidget *child, gboolean movable)
{
  g_return_if_fail (YX_IS_DOCUMENT_VIEW (self));
  yx_overlay_mover_set (self->canvas, child, movable ? overlay_moved : NULL, self);
}

/**
 * yx_document_view_find:
 *
 * Shows the bar that finds a text.
 */
void
yx_document_view_find (YxDocumentView *self)
{
  g_return_if_fail (YX_IS_DOCUMENT_VIEW (self));
  if (self->ready)
    yx_page_find_open (self->finder);
}
