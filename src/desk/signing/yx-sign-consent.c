/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/signing/yx-sign-consent.h"

#include <glib/gi18n-lib.h>

#include "model/yx-form-consent.h"

#define ADDRESS_MAX 200

struct _YxSignConsent
{
  AdwBin parent_instance;

  gboolean complete;

  AdwPreferencesGroup *notice;
  GtkCheckButton *read;
  GtkCheckButton *consent;
  GtkEditable *address;
};

enum
{
  PROP_0,
  PROP_COMPLETE,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (YxSignConsent, yx_sign_consent, ADW_TYPE_BIN)

static void
look (YxSignConsent *self)
{
  gboolean complete = gtk_check_button_get_active (self->read) && gtk_check_button_get_active (self->consent);

  if (complete == self->complete)
    return;
  self->complete = complete;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_COMPLETE]);
}

/* A paragraph a row, numbered, so that it is read as a list. */
static void
show_notice (YxSignConsent *self)
{
  const char *const *notice = yx_form_notice ();

  for (guint i = 0; notice[i] != NULL; i++)
    {
      g_autofree char *words = g_strdup_printf ("%u. %s", i + 1, g_dgettext (GETTEXT_PACKAGE, notice[i]));
      g_autofree char *escaped = g_markup_escape_text (words, -1);
      GtkWidget *row = adw_action_row_new ();

      adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), escaped);
      adw_preferences_group_add (self->notice, row);
    }
}

static void
yx_sign_consent_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  if (id == PROP_COMPLETE)
    g_value_set_boolean (value, YX_SIGN_CONSENT (object)->complete);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
yx_sign_consent_class_init (YxSignConsentClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->get_property = yx_sign_consent_get_property;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/yinxin/Yinxin/ui/sign-consent.ui");
  gtk_widget_class_bind_template_child (widget_class, YxSignConsent, notice);
  gtk_widget_class_bind_template_child (widget_class, YxSignConsent, read);
  gtk_widget_class_bind_template_child (widget_class, YxSignConsent, consent);
  gtk_widget_class_bind_template_child (widget_class, YxSignConsent, address);
  gtk_widget_class_bind_template_callback (widget_class, look);
  /**
   * YxSignConsent:complete:
   *
   * Whether the notice was acknowledged and consent is given.
   */
  props[PROP_COMPLETE] = g_param_spec_boolean ("complete", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, props);
}

static void
yx_sign_consent_init (YxSignConsent *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_text_set_max_length (GTK_TEXT (gtk_editable_get_delegate (self->address)), ADDRESS_MAX);
  show_notice (self);
}

/**
 * yx_sign_consent_get_complete:
 * @self: a consent
 *
 * Returns: whether the notice was acknowledged and consent is given
 */
gboolean
yx_sign_consent_get_complete (YxSignConsent *self)
{
  g_return_val_if_fail (YX_IS_SIGN_CONSENT (self), FALSE);
  return self->complete;
}

/**
 * yx_sign_consent_get_address:
 * @self: a consent
 *
 * Returns: (transfer none) (nullable): where papers may be delivered, if not to the domicile
 */
const char *
yx_sign_consent_get_address (YxSignConsent *self)
{
  const char *text;

  g_return_val_if_fail (YX_IS_SIGN_CONSENT (self), NULL);
  text = gtk_editable_get_text (self->address);
  return *text != '\0' ? text : NULL;
}
