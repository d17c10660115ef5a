/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall-proxies.h"

#include <string.h>

/* Further proxies in a row than anybody has. */
#define MOST_HOPS 16

/* An IPv4 address within IPv6 (RFC 4291 §2.5.5.2) is the IPv4 address. */
static GInetAddress *
unmap (GInetAddress *address)
{
  static const guint8 head[12] = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff };
  const guint8 *bytes = g_inet_address_to_bytes (address);

  if (g_inet_address_get_family (address) != G_SOCKET_FAMILY_IPV6 || memcmp (bytes, head, sizeof head) != 0)
    return g_object_ref (address);
  return g_inet_address_new_from_bytes (bytes + sizeof head, G_SOCKET_FAMILY_IPV4);
}

static GInetAddress *
parse (const char *text)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (text);

  return address != NULL ? unmap (address) : NULL;
}

static gboolean
is_trusted (GPtrArray *trusted, GInetAddress *address)
{
  for (guint i = 0; i < trusted->len; i++)
    if (g_inet_address_mask_matches (trusted->pdata[i], address))
      return TRUE;
  return FALSE;
}

/**
 * yx_hall_proxies_client:
 * @trusted: (nullable) (element-type GInetAddressMask): proxies whose word is taken
 * @peer: the address at the other end of the connection
 * @forwarded: (nullable): X-Forwarded-For as the request has it
 *
 * Each proxy adds the address that it was asked from at the right; what stands left of the first address that
 * is no trusted proxy's, a stranger may have written.
 *
 * Returns: (transfer full): where the request comes from, as far as trusted proxies say
 */
char *
yx_hall_proxies_client (GPtrArray *trusted, const char *peer, const char *forwarded)
{
  g_autoptr (GInetAddress) address = parse (peer);
  g_auto (GStrv) hops = NULL;
  guint n;

  if (address == NULL)
    return g_strdup (peer);
  if (trusted == NULL || forwarded == NULL || !is_trusted (trusted, address))
    return g_inet_address_to_string (address);
  hops = g_strsplit (forwarded, ",", -1);
  n = g_strv_length (hops);
  for (guint i = 0; i < MIN (n, MOST_HOPS) && is_trusted (trusted, address); i++)
    {
      g_autoptr (GInetAddress) next = parse (g_strstrip (hops[n - 1 - i]));

      if (next == NULL)
        break;
      g_set_object (&address, next);
    }
  return g_inet_address_to_string (address);
}
