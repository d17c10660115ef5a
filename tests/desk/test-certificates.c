/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <string.h>

#include "crypto/yx-crypto.h"
#include "desk/certificates/yx-activation-page.h"
#include "desk/certificates/yx-agreement.h"
#include "desk/certificates/yx-certificate-card.h"
#include "desk/certificates/yx-certificates-pane.h"
#include "desk/common/yx-pane-frame.h"
#include "desk/common/yx-password-row.h"
#include "desk/desk-seat.h"
#include "flow/yx-flow-account.h"
#include "flow/yx-flow-certificate.h"
#include "yinxin-desk-resources.h"

#define DAY G_TIME_SPAN_DAY
#define NOW (G_GINT64_CONSTANT (1772294700) * G_USEC_PER_SEC)

static YxIssuedCertificate *
make_issued (YxCertificateState state, gint64 from, gint64 to)
{
  YxIssuedCertificate *issued = yx_issued_certificate_new ();

  yx_record_set_int (issued, "state", state);
  yx_record_set_int (issued, "valid_from", from);
  yx_record_set_int (issued, "valid_to", to);
  return issued;
}

static void
test_state (void)
{
  static const struct
  {
    YxCertificateState state;
    gint64 ends; /* days from now */
    gboolean usable;
    const char *words;
    const char *icon;
  } cases[] = {
    { YX_CERTIFICATE_VALID, 400, TRUE, "Valid", "emblem-ok-symbolic" },
    { YX_CERTIFICATE_VALID, 31, TRUE, "Valid", "emblem-ok-symbolic" },
    { YX_CERTIFICATE_VALID, 30, TRUE, "Valid, ends in 30 days", "dialog-warning-symbolic" },
    { YX_CERTIFICATE_VALID, 1, TRUE, "Valid, ends in 1 day", "dialog-warning-symbolic" },
    { YX_CERTIFICATE_VALID, 0, FALSE, "Expired", "action-unavailable-symbolic" },
    { YX_CERTIFICATE_SUSPENDED, 400, FALSE, "Suspended", "action-unavailable-symbolic" },
    { YX_CERTIFICATE_REVOKED, 400, FALSE, "Revoked", "action-unavailable-symbolic" },
    { YX_CERTIFICATE_REQUESTED, 0, FALSE, "Requested", "content-loading-symbolic" },
    { YX_CERTIFICATE_REFUSED, 0, FALSE, "Refused", "action-unavailable-symbolic" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (YxIssuedCertificate) issued = make_issued (cases[i].state, NOW - 100 * DAY, NOW + cases[i].ends * DAY);
      g_autofree char *words = yx_certificate_state_words (issued, NOW);

      g_assert_cmpstr (words, ==, cases[i].words);
      g_assert_cmpstr (yx_certificate_state_icon (issued, NOW), ==, cases[i].icon);
      g_assert_cmpint (yx_certificate_is_usable (issued, NOW), ==, cases[i].usable);
    }
}

static void
test_spent (void)
{
  static const struct
  {
    gint64 from;
    gint64 to;
    double spent;
  } cases[] = { { -50, 50, 0.5 }, { 0, 100, 0 }, { 10, 20, 0 }, { -75, 25, 0.75 }, { -20, -10, 1 }, { 5, 5, 1 }, { 5, 1, 1 } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (YxIssuedCertificate) issued
        = make_issued (YX_CERTIFICATE_VALID, NOW + cases[i].from * DAY, NOW + cases[i].to * DAY);

      g_assert_cmpfloat_with_epsilon (yx_certificate_spent (issued, NOW), cases[i].spent, 1e-9);
    }
}

static void
test_grouped (void)
{
  static const char *const cases[][2] = { { "", "" }, { "0a1", "0A1" }, { "0a1b", "0A1B" }, { "0a1b2c", "0A1B 2C" }, { "00112233", "0011 2233" } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *grouped = yx_certificate_grouped (cases[i][0]);

      g_assert_cmpstr (grouped, ==, cases[i][1]);
    }
}

/* Who has a hall of their own reads what it can't prove. */
static void
test_agreement (void)
{
  g_autofree char *own = yx_agreement_words ("我的网厅", TRUE);
  g_autofree char *other = yx_agreement_words ("吉林网厅", FALSE);

  g_assert_nonnull (strstr (own, "我的网厅"));
  g_assert_nonnull (strstr (own, "employer's own hall"));
  g_assert_nonnull (strstr (other, "吉林网厅"));
  g_assert_null (strstr (other, "employer's own hall"));
}

static void
set_up (DeskScene *scene, gconstpointer certified)
{
  story_set_up (&scene->story, NULL);
  story_register (&scene->story);
  if (certified != NULL)
    story_certify (&scene->story);
  if (g_strcmp0 (certified, "aged") == 0)
    story_age_certificates (&scene->story);
  scene->seat = desk_seat_new_signed_in (&scene->story);
}

static void
show (DeskScene *scene)
{
  desk_scene_show (scene, YX_TYPE_CERTIFICATES_PANE);
}

static gboolean
is_at_rest (gpointer data)
{
  return strcmp (yx_pane_frame_get_state (desk_find (((DeskScene *) data)->pane, YX_TYPE_PANE_FRAME, NULL)), "loading") != 0;
}

static gboolean
has_card (gpointer data)
{
  return desk_find (((DeskScene *) data)->pane, YX_TYPE_CERTIFICATE_CARD, NULL) != NULL;
}

/* The page with a code and the consent given; the password is still to be chosen. */
static YxActivationPage *
begin_activation (DeskScene *scene)
{
  YxActivationPage *page;

  show (scene);
  g_assert_true (desk_wait (is_at_rest, scene));
  page = desk_find (scene->pane, YX_TYPE_ACTIVATION_PAGE, NULL);
  g_assert_nonnull (page);
  desk_enter_code (page);
  return page;
}

static void
choose_password (YxActivationPage *page, const char *password)
{
  gpointer first = desk_find (page, YX_TYPE_PASSWORD_ROW, NULL);

  gtk_editable_set_text (desk_entry (first), password);
  gtk_editable_set_text (desk_entry (gtk_widget_get_next_sibling (first)), password);
}

/* The code comes by itself; three steps later there is a card. */
static void
test_activate (DeskScene *scene, gconstpointer data)
{
  YxActivationPage *page = begin_activation (scene);

  choose_password (page, "klmn-5678-opqr");
  g_assert_false (yx_activation_page_get_complete (page));
  gtk_check_button_set_active (desk_find (page, GTK_TYPE_CHECK_BUTTON, NULL), TRUE);
  g_assert_true (yx_activation_page_get_complete (page));
  g_signal_emit_by_name (desk_find (page, GTK_TYPE_BUTTON, "_Activate"), "clicked");
  g_assert_true (desk_wait (has_card, scene));
  g_assert_null (desk_find (scene->pane, YX_TYPE_ACTIVATION_PAGE, NULL));
}

static gboolean
scolds_password (gpointer page)
{
  return g_strcmp0 (yx_reason_row_get_reason (desk_find (page, YX_TYPE_PASSWORD_ROW, NULL)),
                    "This is the password for signing in. Choose another one.") == 0;
}

/* The account's password is refused under the row where it was chosen; the code is still good for another one. */
static void
test_same_password (DeskScene *scene, gconstpointer data)
{
  YxActor actor = { .store = yx_seat_get_store (scene->seat) };
  YxActivationPage *page;

  g_assert_true (yx_flow_keep_password (&actor, scene->story.enterprise.password, NULL));
  page = begin_activation (scene);
  gtk_check_button_set_active (desk_find (page, GTK_TYPE_CHECK_BUTTON, NULL), TRUE);
  choose_password (page, yx_secret_text (scene->story.enterprise.password));
  g_assert_true (yx_activation_page_get_complete (page));
  g_signal_emit_by_name (desk_find (page, GTK_TYPE_BUTTON, "_Activate"), "clicked");
  g_assert_true (desk_wait (scolds_password, page));
  g_assert_cmpstr (gtk_editable_get_text (desk_entry (desk_find (page, YX_TYPE_PASSWORD_ROW, NULL))), ==, "");
  choose_password (page, "klmn-5678-opqr");
  g_assert_true (yx_activation_page_get_complete (page));
  g_signal_emit_by_name (desk_find (page, GTK_TYPE_BUTTON, "_Activate"), "clicked");
  g_assert_true (desk_wait (has_card, scene));
}

static gpointer
find_row (gpointer above, const char *title)
{
  for (GtkWidget *child = gtk_widget_get_first_child (above); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      gpointer found = NULL;

      if (ADW_IS_ACTION_ROW (child) && strcmp (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (child)), title) == 0)
        return child;
      found = find_row (child, title);
      if (found != NULL)
        return found;
    }
  return NULL;
}

/* Whom it names, and up to which root. */
static void
test_card (DeskScene *scene, gconstpointer data)
{
  static const char *const rows[] = { "Subject", "Serial number", "Algorithm", "Fingerprint (SHA-256)", "Issued by", "Root of the chain" };
  GtkWidget *copy;

  show (scene);
  g_assert_true (desk_wait (has_card, scene));
  g_assert_nonnull (desk_find (scene->pane, GTK_TYPE_LABEL, "赵明远"));
  g_assert_nonnull (desk_find (scene->pane, GTK_TYPE_LABEL, "长春市晨曦精密机械制造有限公司"));
  g_assert_nonnull (desk_find (scene->pane, GTK_TYPE_LABEL, "Valid"));
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_nonnull (find_row (scene->pane, rows[i]));
  g_assert_nonnull (strstr (adw_action_row_get_subtitle (find_row (scene->pane, "Issued by")), " · Issuing authority, until "));
  g_assert_nonnull (strstr (adw_action_row_get_subtitle (find_row (scene->pane, "Root of the chain")), " · Root, until "));
  copy = desk_find (find_row (scene->pane, "Serial number"), GTK_TYPE_BUTTON, NULL);
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (copy), GTK_ACCESSIBLE_ROLE_BUTTON);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (copy), GTK_ACCESSIBLE_PROPERTY_LABEL, "Copy: Serial number");
}

static gboolean
is_closed (gpointer data)
{
  return desk_dialog_over (((DeskScene *) data)->window) == NULL;
}

/* The second password row is the new one, the third the same once more. */
static void
test_change (DeskScene *scene, gconstpointer data)
{
  GtkWindow *dialog;
  GtkWidget *first;
  GtkWidget *second;
  GtkWidget *button;

  show (scene);
  g_assert_true (desk_wait (has_card, scene));
  g_signal_emit_by_name (desk_find (scene->pane, GTK_TYPE_BUTTON, "Change _Password…"), "clicked");
  dialog = desk_dialog_over (scene->window);
  g_assert_nonnull (dialog);
  desk_enter_code (dialog);
  button = desk_find (dialog, GTK_TYPE_BUTTON, "_Change");
  first = desk_find (dialog, YX_TYPE_PASSWORD_ROW, NULL);
  second = gtk_widget_get_next_sibling (first);
  gtk_editable_set_text (desk_entry (first), yx_secret_text (scene->story.enterprise.certificate_password));
  gtk_editable_set_text (desk_entry (second), "Weide-am-Fluss-43");
  gtk_editable_set_text (desk_entry (gtk_widget_get_next_sibling (second)), "Weide-am-Fluss-44");
  g_assert_false (gtk_widget_get_sensitive (button));
  gtk_editable_set_text (desk_entry (gtk_widget_get_next_sibling (second)), "Weide-am-Fluss-43");
  g_assert_true (gtk_widget_get_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
  g_assert_true (desk_wait (is_closed, scene));
  yx_secret_unref (scene->story.enterprise.certificate_password);
  scene->story.enterprise.certificate_password = yx_secret_new_text ("Weide-am-Fluss-43");
  story_unlock (&scene->story, &scene->story.enterprise, YX_CODE_SIGNING);
}

static gboolean
has_two_cards (gpointer data)
{
  GtkWidget *card = desk_find (((DeskScene *) data)->pane, YX_TYPE_CERTIFICATE_CARD, NULL);

  return card != NULL && gtk_widget_get_next_sibling (card) != NULL;
}

/* Near its end the card offers to renew it; afterwards the new one comes first, and neither offers it any more. */
static void
test_renew (DeskScene *scene, gconstpointer data)
{
  GtkWindow *dialog;

  show (scene);
  g_assert_true (desk_wait (has_card, scene));
  g_assert_nonnull (desk_find (scene->pane, GTK_TYPE_LABEL, "Valid, ends in 10 days"));
  g_signal_emit_by_name (desk_find (scene->pane, GTK_TYPE_BUTTON, "_Renew…"), "clicked");
  dialog = desk_dialog_over (scene->window);
  g_assert_nonnull (dialog);
  desk_enter_code (dialog);
  gtk_editable_set_text (desk_entry (desk_find (dialog, YX_TYPE_PASSWORD_ROW, NULL)),
                         yx_secret_text (scene->story.enterprise.certificate_password));
  g_signal_emit_by_name (desk_find (dialog, GTK_TYPE_BUTTON, "_Renew"), "clicked");
  g_assert_true (desk_wait (has_two_cards, scene));
  g_assert_null (desk_find (scene->pane, GTK_TYPE_BUTTON, "_Renew…"));
  g_assert_nonnull (desk_find (desk_find (scene->pane, YX_TYPE_CERTIFICATE_CARD, NULL), GTK_TYPE_LABEL, "Valid"));
}

/* From thirty days before its end, as long as nothing else is there to take its place. */
static void
test_renewable (void)
{
  static const struct
  {
    gint64 ends; /* days from now */
    YxCertificateState state;
    YxCertificateState other;
    gint64 other_ends; /* 0: there is no other */
    gboolean renewable;
  } cases[] = {
    { 31, YX_CERTIFICATE_VALID, 0, 0, FALSE },
    { 30, YX_CERTIFICATE_VALID, 0, 0, TRUE },
    { 1, YX_CERTIFICATE_VALID, 0, 0, TRUE },
    { 0, YX_CERTIFICATE_VALID, 0, 0, FALSE },
    { 10, YX_CERTIFICATE_SUSPENDED, 0, 0, FALSE },
    { 10, YX_CERTIFICATE_VALID, YX_CERTIFICATE_VALID, 1000, FALSE },
    { 10, YX_CERTIFICATE_VALID, YX_CERTIFICATE_REQUESTED, 1, FALSE },
    { 10, YX_CERTIFICATE_VALID, YX_CERTIFICATE_REVOKED, 1000, TRUE },
    { 10, YX_CERTIFICATE_VALID, YX_CERTIFICATE_VALID, 5, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (YxIssuedCertificate) one = make_issued (cases[i].state, NOW - 1000 * DAY, NOW + cases[i].ends * DAY);
      g_autoptr (YxIssuedCertificate) two = make_issued (cases[i].other, NOW - DAY, NOW + cases[i].other_ends * DAY);
      g_autoptr (GPtrArray) held = g_ptr_array_new ();
      YxHeldCertificate first = { .issued = one };
      YxHeldCertificate second = { .issued = two };

      g_ptr_array_add (held, &first);
      if (cases[i].other_ends > 0)
        g_ptr_array_add (held, &second);
      g_assert_cmpint (yx_certificate_can_be_renewed (one, held, NOW), ==, cases[i].renewable);
    }
}

/* What the hall says is a certificate may be none, and those who vouch for it, too: its card says so and offers nothing. */
static void
test_hostile (void)
{
  static const char *const bytes[] = { "", "garbage", "\x30\x82\xff\xff", "\x30\x80" };
  g_autoptr (YxHallInfo) hall = yx_hall_info_new ();
  g_autoptr (GPtrArray) authorities = g_ptr_array_new_with_free_func (yx_record_unref);

  for (gsize i = 0; i < G_N_ELEMENTS (bytes); i++)
    {
      g_autoptr (GBytes) der = g_bytes_new_static (bytes[i], strlen (bytes[i]));
      YxAuthorityEntry *entry = yx_authority_entry_new ();

      yx_record_set_bytes (entry, "certificate", der);
      g_ptr_array_add (authorities, entry);
    }
  yx_record_take_list (hall, "authorities", g_steal_pointer (&authorities));
  for (gsize i = 0; i < G_N_ELEMENTS (bytes); i++)
    {
      g_autoptr (YxIssuedCertificate) issued = make_issued (YX_CERTIFICATE_VALID, NOW - DAY, NOW + DAY);
      g_autoptr (GBytes) der = g_bytes_new_static (bytes[i], strlen (bytes[i]));
      g_autoptr (YxHeldCertificate) held = NULL;
      g_autoptr (GtkWidget) card = NULL;

      yx_record_set_bytes (issued, "certificate", der);
      held = yx_held_certificate_new (issued, hall);
      g_assert_null (held->certificate);
      g_assert_cmpuint (held->issuers->len, ==, 0);
      card = g_object_ref_sink (yx_certificate_card_new (held, TRUE, NOW));
      g_assert_nonnull (desk_find (card, GTK_TYPE_LABEL, "Not issued yet"));
      g_assert_null (desk_find (card, GTK_TYPE_BUTTON, "_Renew…"));
    }
}

static void
test_failed (DeskScene *scene, gconstpointer data)
{
  story_stop_hall (&scene->story);
  show (scene);
  g_assert_true (desk_wait (is_at_rest, scene));
  g_assert_cmpstr (yx_pane_frame_get_state (desk_find (scene->pane, YX_TYPE_PANE_FRAME, NULL)), ==, "failed");
  g_assert_false (yx_seat_get_online (scene->seat));
}

#define CASE(name, test, certified) g_test_add ("/desk/certificates/" name, DeskScene, certified, set_up, test, desk_scene_tear_down)

int
main (int argc, char **argv)
{
  story_find_programs ();
  yx_crypto_init ();
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_resources_register (yx_desk_resources_get_resource ());
  g_test_add_func ("/desk/certificates/state", test_state);
  g_test_add_func ("/desk/certificates/renewable", test_renewable);
  g_test_add_func ("/desk/certificates/spent", test_spent);
  g_test_add_func ("/desk/certificates/hostile", test_hostile);
  g_test_add_func ("/desk/certificates/grouped", test_grouped);
  g_test_add_func ("/desk/certificates/agreement", test_agreement);
  CASE ("activate", test_activate, NULL);
  CASE ("same-password", test_same_password, NULL);
  CASE ("card", test_card, "certified");
  CASE ("change-password", test_change, "certified");
  CASE ("renew", test_renew, "aged");
  CASE ("failed", test_failed, NULL);
  return g_test_run ();
}
