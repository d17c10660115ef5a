/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <string.h>

#include "crypto/yx-crypto.h"
#include "desk/desk-seat.h"
#include "desk/start/yx-address-page.h"
#include "lib/yx-test-hall.h"
#include "yinxin-desk-resources.h"

/* A hall with TLS, and the page that asks where the hall is. */
typedef struct
{
  YxTestHall *hall;
  GtkWidget *window;
  YxAddressPage *page;
  char *url; /* what was trusted */
  char *pin;
} Fixture;

static void
note_trusted (YxAddressPage *page, const char *url, const char *pin, Fixture *fixture)
{
  fixture->url = g_strdup (url);
  fixture->pin = g_strdup (pin);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->hall = yx_test_hall_new (YX_TEST_HALL_WIDE);
  yx_test_hall_start_tls (fixture->hall);
  fixture->window = gtk_window_new ();
  fixture->page = yx_address_page_new ();
  g_signal_connect (fixture->page, "trusted", G_CALLBACK (note_trusted), fixture);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->page));
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  yx_test_hall_stop (fixture->hall);
  yx_test_hall_free (fixture->hall);
  g_free (fixture->url);
  g_free (fixture->pin);
}

static void
type (Fixture *fixture, const char *address)
{
  gtk_editable_set_text (desk_find (fixture->page, ADW_TYPE_ENTRY_ROW, NULL), address);
}

static GtkWidget *
find_named (GtkWidget *above, GType kind, const char *name)
{
  for (GtkWidget *child = gtk_widget_get_first_child (above); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (child, kind)
                                 && g_strcmp0 (gtk_buildable_get_buildable_id (GTK_BUILDABLE (child)), name) == 0
                             ? child : find_named (child, kind, name);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkWidget *
part (Fixture *fixture, GType kind, const char *name)
{
  GtkWidget *found = find_named (GTK_WIDGET (fixture->page), kind, name);

  g_assert_nonnull (found);
  return found;
}

static void
look (Fixture *fixture)
{
  g_signal_emit_by_name (part (fixture, GTK_TYPE_BUTTON, "go"), "clicked");
}

/* The page asks whether it is that hall, or says why it can't. */
static gboolean
has_answered (gpointer data)
{
  return gtk_widget_get_visible (part (data, GTK_TYPE_BUTTON, "trust")) || gtk_widget_get_visible (part (data, GTK_TYPE_LABEL, "problem"));
}

/* A new hall's key is shown and nothing is done with it until somebody says that it is the hall's. */
static void
test_new (Fixture *fixture, gconstpointer data)
{
  GtkWidget *trust = part (fixture, GTK_TYPE_BUTTON, "trust");

  type (fixture, strstr (fixture->hall->url, "://") + 3);
  look (fixture);
  g_assert_true (desk_wait (has_answered, fixture));
  g_assert_null (fixture->pin);
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (trust)), ==, "It Is This Hall");
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (trust), GTK_ACCESSIBLE_ROLE_BUTTON);
  g_assert_cmpuint (strlen (gtk_label_get_label (GTK_LABEL (part (fixture, GTK_TYPE_LABEL, "key")))), >=, 64);
  g_assert_false (gtk_widget_get_visible (part (fixture, GTK_TYPE_WIDGET, "change")));
  g_signal_emit_by_name (trust, "clicked");
  g_assert_cmpstr (fixture->url, ==, fixture->hall->url);
  g_assert_cmpuint (strlen (fixture->pin), ==, 64);
}

/* Another key than the known one is called so, with both to compare; it takes another word to go on. */
static void
test_changed (Fixture *fixture, gconstpointer data)
{
  static const char known[] = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

  yx_address_page_ask_again (fixture->page, fixture->hall->url, known);
  g_assert_true (desk_wait (has_answered, fixture));
  g_assert_true (gtk_widget_get_visible (part (fixture, GTK_TYPE_WIDGET, "change")));
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (part (fixture, GTK_TYPE_BUTTON, "trust"))), ==, "The Hall Has Confirmed the New Key");
  g_assert_true (gtk_widget_has_css_class (part (fixture, GTK_TYPE_BUTTON, "trust"), "destructive-action"));
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (part (fixture, GTK_TYPE_LABEL, "key"))), !=,
                   gtk_label_get_label (GTK_LABEL (part (fixture, GTK_TYPE_LABEL, "old_key"))));
  g_assert_null (fixture->pin);
}

/* Where no hall answers in confidence there is nothing to trust, and another address can be tried. */
static void
test_nobody (Fixture *fixture, gconstpointer data)
{
  static const char *const addresses[] = { "127.0.0.1:1", "http://127.0.0.1:1", "https://", "no such address", "unix:/nowhere" };

  for (gsize i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      type (fixture, addresses[i]);
      look (fixture);
      g_test_message ("%s", addresses[i]);
      g_assert_true (desk_wait (has_answered, fixture));
      g_assert_false (gtk_widget_get_visible (part (fixture, GTK_TYPE_BUTTON, "trust")));
      g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (part (fixture, GTK_TYPE_LABEL, "problem"))), !=, "");
    }
  type (fixture, fixture->hall->url);
  look (fixture);
  g_assert_true (desk_wait (has_answered, fixture));
  g_assert_true (gtk_widget_get_visible (part (fixture, GTK_TYPE_BUTTON, "trust")));
}

static gboolean
can_look (gpointer data)
{
  return gtk_widget_get_sensitive (part (data, GTK_TYPE_BUTTON, "go"));
}

/* The answer about one address says nothing of another that was typed meanwhile. */
static void
test_typed_over (Fixture *fixture, gconstpointer data)
{
  type (fixture, fixture->hall->url);
  look (fixture);
  type (fixture, "127.0.0.1:1");
  g_assert_true (desk_wait (can_look, fixture));
  g_assert_false (has_answered (fixture));
}

#define CASE(name, test) g_test_add ("/desk/address/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  story_find_programs ();
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  yx_crypto_init ();
  g_resources_register (yx_desk_resources_get_resource ());
  CASE ("new", test_new);
  CASE ("changed", test_changed);
  CASE ("nobody", test_nobody);
  CASE ("typed-over", test_typed_over);
  return g_test_run ();
}
