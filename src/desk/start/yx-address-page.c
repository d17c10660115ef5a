/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/start/yx-address-page.h"

#include <glib/gi18n-lib.h>

#include "client/yx-hall-look.h"
#include "desk/common/yx-error-words.h"
#include "desk/common/yx-form-manners.h"

#define HTTPS "https://"

struct _YxAddressPage
{
  AdwBin parent_instance;

  GCancellable *cancellable; /* (owned) */
  char *known;               /* (owned) (nullable): the pin that is known */
  char *url;                 /* (owned) (nullable): where @pin was found */
  char *pin;                 /* (owned) (nullable) */

  AdwEntryRow *address;
  GtkWidget *change;
  GtkLabel *old_key;
  GtkWidget *found;
  GtkLabel *key;
  GtkLabel *advice;
  GtkLabel *problem;
  GtkWidget *go;
  GtkButton *trust;
};

enum
{
  SIGNAL_TRUSTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YxAddressPage, yx_address_page, ADW_TYPE_BIN)

/* What a person types: the scheme may be left out, as there is but one. */
static char *
whole_address (const char *typed)
{
  g_autofree char *text = g_strstrip (g_strdup (typed));

  while (g_str_has_suffix (text, "/") && !g_str_has_suffix (text, "//"))
    text[strlen (text) - 1] = '\0';
  return strstr (text, "://") != NULL ? g_steal_pointer (&text) : g_strconcat (HTTPS, text, NULL);
}

static void
show (YxAddressPage *self)
{
  gboolean changed = self->known != NULL && self->pin != NULL && !g_str_equal (self->known, self->pin);

  gtk_widget_set_visible (self->change, changed);
  gtk_widget_set_visible (self->found, self->pin != NULL);
  gtk_widget_set_visible (self->go, self->pin == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->trust), self->pin != NULL);
  gtk_button_set_label (self->trust, changed ? _("The Hall Has Confirmed the New Key") : _("It Is This Hall"));
  (changed ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (GTK_WIDGET (self->trust), "destructive-action");
  (changed ? gtk_widget_remove_css_class : gtk_widget_add_css_class) (GTK_WIDGET (self->trust), "suggested-action");
}

static void
forget (YxAddressPage *self)
{
  g_clear_pointer (&self->url, g_free);
  g_clear_pointer (&self->pin, g_free);
  yx_form_say (self->problem, NULL);
  show (self);
}

static void
address_changed (YxAddressPage *self)
{
  g_clear_pointer (&self->known, g_free);
  forget (self);
}

/* What a worker found. */
typedef struct
{
  char *pin;
  gboolean vouched;
} Found;

static void
free_found (gpointer data)
{
  g_free (((Found *) data)->pin);
  g_free (data);
}

static void
look_there (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  Found *found = g_new0 (Found, 1);

  found->pin = yx_hall_look (data, &found->vouched, cancellable, &error);
  if (found->pin != NULL)
    {
      g_task_return_pointer (task, found, free_found);
      return;
    }
  free_found (found);
  g_task_return_error (task, error);
}

static void
show_key (YxAddressPage *self, const char *url, const Found *found)
{
  g_autofree char *shown = yx_fingerprint_show (found->pin);

  g_free (self->url);
  self->url = g_strdup (url);
  g_free (self->pin);
  self->pin = g_strdup (found->pin);
  gtk_label_set_label (self->key, shown);
  gtk_label_set_label (self->advice,
                       found->vouched
                           ? _("An authority that this computer trusts vouches for it. From now on only this key will do.")
                           : _("Nobody that this computer trusts vouches for it. Compare it with what the hall has published or tells you; from now on only this key will do."));
  show (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->trust));
}

/* Whoever typed another address meanwhile is not asked about the one before. */
static void
looked (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (YxAddressPage) self = data;
  g_autoptr (GError) error = NULL;
  Found *found = g_task_propagate_pointer (G_TASK (result), &error);
  const char *url = g_task_get_task_data (G_TASK (result));
  g_autofree char *wanted = NULL;
  g_autofree char *words = NULL;

  if (!g_cancellable_is_cancelled (self->cancellable))
    {
      gtk_widget_set_sensitive (self->go, TRUE);
      wanted = whole_address (gtk_editable_get_text (GTK_EDITABLE (self->address)));
      words = error != NULL ? yx_error_words (error) : NULL;
    }
  if (g_strcmp0 (wanted, url) == 0)
    {
      yx_form_say (self->problem, words);
      if (found != NULL)
        show_key (self, url, found);
    }
  g_clear_pointer (&found, free_found);
}

static void
look (YxAddressPage *self)
{
  g_autoptr (GTask) task = NULL;
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->address));

  if (typed[0] == '\0' || !gtk_widget_get_sensitive (self->go))
    return;
  forget (self);
  gtk_widget_set_sensitive (self->go, FALSE);
  task = g_task_new (NULL, self->cancellable, looked, g_object_ref (self));
  g_task_set_source_tag (task, look);
  g_task_set_task_data (task, whole_address (typed), g_free);
  g_task_run_in_thread (task, look_there);
}

static void
trust_key (YxAddressPage *self)
{
  g_signal_emit (self, signals[SIGNAL_TRUSTED], 0, self->url, self->pin);
}

static void
yx_address_page_dispose (GObject *object)
{
  g_cancellable_cancel (YX_ADDRESS_PAGE (object)->cancellable);
  G_OBJECT_CLASS (yx_address_page_parent_class)->dispose (object);
}

static void
yx_address_page_finalize (GObject *object)
{
  YxAddressPage *self = YX_ADDRESS_PAGE (object);

  g_clear_object (&self->cancellable);
  g_free (self->known);
  g_free (self->url);
  g_free (self->pin);
  G_OBJECT_CLASS (yx_address_page_parent_class)->finalize (object);
}

static void
yx_address_page_class_init (YxAddressPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yx_address_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = yx_address_page_finalize;
  /**
   * YxAddressPage::trusted:
   * @url: a hall's address
   * @pin: hex SHA-256 of its public key
   *
   * The person has confirmed that this is the key of that hall.
   */
  signals[SIGNAL_TRUSTED] = g_signal_new ("trusted", YX_TYPE_ADDRESS_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                          G_TYPE_STRING, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/yinxin/Yinxin/ui/address-page.ui");
  gtk_widget_class_bind_template_child (widget_class, YxAddressPage, address);
  gtk_widget_class_bind_template_child (widget_class, YxAddressPage, change);
  gtk_widget_class_bind_template_child (widget_class, YxAddressPage, old_key);
  gtk_widget_class_bind_template_child (widget_class, YxAddressPage, found);
  gtk_widget_class_bind_template_child (widget_class, YxAddressPage, key);
  gtk_widget_class_bind_template_child (widget_class, YxAddressPage, advice);
  gtk_widget_class_bind_template_child (widget_class, YxAddressPage, problem);
  gtk_widget_class_bind_template_child (widget_class, YxAddressPage, go);
  gtk_widget_class_bind_template_child (widget_class, YxAddressPage, trust);
  gtk_widget_class_bind_template_callback (widget_class, look);
  gtk_widget_class_bind_template_callback (widget_class, address_changed);
  gtk_widget_class_bind_template_callback (widget_class, trust_key);
}

static void
yx_address_page_init (YxAddressPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * yx_address_page_new:
 *
 * Returns: (transfer floating): an empty page
 */
YxAddressPage *
yx_address_page_new (void)
{
  return g_object_new (YX_TYPE_ADDRESS_PAGE, NULL);
}

/**
 * yx_address_page_ask:
 * @self: a page
 *
 * Asks for an address; what was typed before is still there.
 */
void
yx_address_page_ask (YxAddressPage *self)
{
  g_return_if_fail (YX_IS_ADDRESS_PAGE (self));
  forget (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->address));
}

/**
 * yx_address_page_ask_again:
 * @self: a page
 * @url: a known hall's address
 * @pin: the key that is known of it
 *
 * Looks what key the hall has now, as it was not the known one.
 */
void
yx_address_page_ask_again (YxAddressPage *self, const char *url, const char *pin)
{
  g_autofree char *shown = yx_fingerprint_show (pin);

  g_return_if_fail (YX_IS_ADDRESS_PAGE (self));
  gtk_editable_set_text (GTK_EDITABLE (self->address), url);
  g_free (self->known);
  self->known = g_strdup (pin);
  gtk_label_set_label (self->old_key, shown);
  look (self);
}
