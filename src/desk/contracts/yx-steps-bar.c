/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/contracts/yx-steps-bar.h"

#include <glib/gi18n-lib.h>

struct _YxStepsBar
{
  GtkBox parent_instance;

  GtkWidget *steps[YX_CONTRACT_STEPS];
  GtkWidget *symbols[YX_CONTRACT_STEPS];
  GtkWidget *words[YX_CONTRACT_STEPS];
};

/* How a step looks and sounds. */
static const struct
{
  const char *symbol;
  const char *style;
  const char *words;
} looks[] = {
  [YX_STEP_AHEAD] = { "radio-symbolic", "step-ahead", N_ ("still to come") },
  [YX_STEP_NOW] = { "radio-checked-symbolic", "step-now", N_ ("under way") },
  [YX_STEP_PASSED] = { "emblem-ok-symbolic", "step-passed", N_ ("done") },
  [YX_STEP_BROKEN] = { "process-stop-symbolic", "step-broken", N_ ("stopped here") },
};

G_DEFINE_FINAL_TYPE (YxStepsBar, yx_steps_bar, GTK_TYPE_BOX)

static void
yx_steps_bar_class_init (YxStepsBarClass *klass)
{
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_LIST);
}

static GtkWidget *
make_step (YxStepsBar *self, guint i)
{
  GtkWidget *step = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 3, "accessible-role",
                                  GTK_ACCESSIBLE_ROLE_LIST_ITEM, NULL);

  self->symbols[i] = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  self->words[i] = g_object_new (GTK_TYPE_LABEL, "label", yx_contract_step_word (i), "ellipsize", PANGO_ELLIPSIZE_END, NULL);
  gtk_widget_add_css_class (self->words[i], "caption");
  gtk_box_append (GTK_BOX (step), self->symbols[i]);
  gtk_box_append (GTK_BOX (step), self->words[i]);
  return step;
}

static void
yx_steps_bar_init (YxStepsBar *self)
{
  gtk_box_set_homogeneous (GTK_BOX (self), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("The contract's way"), -1);
  for (guint i = 0; i < YX_CONTRACT_STEPS; i++)
    {
      self->steps[i] = make_step (self, i);
      gtk_box_append (GTK_BOX (self), self->steps[i]);
    }
}

/**
 * yx_steps_bar_set:
 * @self: a bar
 * @steps: how each step stands
 */
void
yx_steps_bar_set (YxStepsBar *self, const YxContractStep steps[YX_CONTRACT_STEPS])
{
  g_return_if_fail (YX_IS_STEPS_BAR (self));
  for (guint i = 0; i < YX_CONTRACT_STEPS; i++)
    {
      const char *styles[] = { looks[steps[i]].style, NULL };
      g_autofree char *spoken
        = g_strdup_printf ("%s: %s", yx_contract_step_word (i), g_dgettext (GETTEXT_PACKAGE, looks[steps[i]].words));

      gtk_image_set_from_icon_name (GTK_IMAGE (self->symbols[i]), looks[steps[i]].symbol);
      gtk_widget_set_css_classes (self->steps[i], styles);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->steps[i]), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
    }
}
