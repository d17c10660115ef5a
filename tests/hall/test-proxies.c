/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall-proxies.h"

static GPtrArray *
masks (const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; words[i] != NULL; i++)
    g_ptr_array_add (found, g_inet_address_mask_new_from_string (words[i], NULL));
  return found;
}

/* Nobody but a trusted proxy says where somebody else is, and a trusted one only of its own neighbour. */
static void
test_client (void)
{
  static const struct
  {
    const char *peer;
    const char *forwarded;
    const char *client;
  } cases[] = {
    { "198.51.100.7", NULL, "198.51.100.7" },
    { "198.51.100.7", "203.0.113.9", "198.51.100.7" },
    { "10.0.0.1", NULL, "10.0.0.1" },
    { "10.0.0.1", "203.0.113.9", "203.0.113.9" },
    { "10.0.0.1", "  203.0.113.9 ", "203.0.113.9" },
    { "10.0.0.1", "1.2.3.4, 203.0.113.9", "203.0.113.9" },
    { "10.0.0.1", "1.2.3.4, 203.0.113.9, 192.168.7.7", "203.0.113.9" },
    { "10.0.0.1", "192.168.1.1,192.168.7.7", "192.168.1.1" },
    { "10.0.0.1", "", "10.0.0.1" },
    { "10.0.0.1", "unknown", "10.0.0.1" },
    { "10.0.0.1", "203.0.113.9:4711", "10.0.0.1" },
    { "10.0.0.1", "203.0.113.9, nonsense", "10.0.0.1" },
    { "10.0.0.1", "203.0.113.9, nonsense, 192.168.7.7", "192.168.7.7" },
    { "10.0.0.1", "203.0.113.9,,", "10.0.0.1" },
    { "10.0.0.1", "2001:DB8::0:7", "2001:db8::7" },
    { "::ffff:10.0.0.1", "203.0.113.9", "203.0.113.9" },
    { "::ffff:198.51.100.7", "203.0.113.9", "198.51.100.7" },
    { "fd00::1", "::ffff:203.0.113.9", "203.0.113.9" },
    { "local", "203.0.113.9", "local" },
    { "unknown", "203.0.113.9", "unknown" },
  };
  g_autoptr (GPtrArray) trusted = masks ("10.0.0.1 192.168.0.0/16 fd00::/8");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *client = yx_hall_proxies_client (trusted, cases[i].peer, cases[i].forwarded);
      g_autofree char *alone = yx_hall_proxies_client (NULL, cases[i].client, cases[i].forwarded);

      g_test_message ("%s, %s", cases[i].peer, cases[i].forwarded);
      g_assert_cmpstr (client, ==, cases[i].client);
      g_assert_cmpstr (alone, ==, cases[i].client);
    }
}

/* A header of a thousand trusted addresses leads no further than sixteen. */
static void
test_long (void)
{
  g_autoptr (GPtrArray) trusted = masks ("10.0.0.0/8");
  g_autoptr (GString) forwarded = g_string_new ("203.0.113.9");
  g_autofree char *client = NULL;

  for (int i = 0; i < 1000; i++)
    g_string_append_printf (forwarded, ", 10.0.%d.%d", i / 250, i % 250);
  client = yx_hall_proxies_client (trusted, "10.9.9.9", forwarded->str);
  g_assert_cmpstr (client, ==, "10.0.3.234");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hall/proxies/client", test_client);
  g_test_add_func ("/hall/proxies/long", test_long);
  return g_test_run ();
}
