/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall-authorities.h"

#include <string.h>

#include "base/yx-files.h"
#include "crypto/yx-crypto.h"
#include "hall/yx-hall-authority-files.h"
#include "hall/yx-hall-error.h"
#include "model/yx-authority-entry.h"

/* One authority or service and its file's name. */
typedef struct
{
  YxAuthorityRole role;
  const char *file;
  YxService service;
} Member;

static const Member members[] = {
  { YX_AUTHORITY_ROOT, YX_HALL_CA_ROOT, 0 },
  { YX_AUTHORITY_ISSUING, YX_HALL_CA_ISSUING, 0 },
  { YX_AUTHORITY_SEAL_MAKER, YX_HALL_CA_SEAL_MAKER, YX_SERVICE_SEAL_MAKER },
  { YX_AUTHORITY_TIMESTAMP, YX_HALL_CA_TSA, YX_SERVICE_TSA },
  { YX_AUTHORITY_RECORDS, YX_HALL_CA_RECORDS, YX_SERVICE_RECORDS },
};

/* A hall's authorities while they are made. */
typedef struct
{
  guint number; /* of a role: 1 the first, which its files do not say */
  const char *folder;
  const char *name;
  YxAlgorithm algorithm;
  gint64 now;
  YxAuthority *root;    /* (owned) */
  YxAuthority *issuing; /* (owned) */
} Making;

static gboolean
write_secret (const char *path, YxSecret *secret, GError **error)
{
  return yx_file_write (path, yx_secret_text (secret), yx_secret_size (secret), 0600, error);
}

/* PKCS#8 (RFC 5958): the root's as PEM under its passphrase, the others' as they are, for the signer process.
 */
static gboolean
write_key (const char *path, YxKey *key, YxSecret *passphrase, GError **error)
{
  g_autoptr (GBytes) pem = NULL;
  g_autoptr (YxSecret) der = NULL;

  if (passphrase == NULL)
    {
      der = yx_key_to_pkcs8 (key, error);
      return der != NULL && write_secret (path, der, error);
    }
  pem = yx_key_to_pem (key, passphrase, error);
  return pem != NULL
         && yx_file_write (path, g_bytes_get_data (pem, NULL), g_bytes_get_size (pem), 0600, error);
}

/* As PEM (RFC 7468 §10), which is how GnuTLS wants it; built in locked memory. */
static gboolean
write_server_key (const char *path, YxKey *key, GError **error)
{
  static const char head[] = "-----BEGIN PRIVATE KEY-----\n";
  static const char foot[] = "\n-----END PRIVATE KEY-----\n";
  g_autoptr (YxSecret) der = yx_key_to_pkcs8 (key, error);
  g_autoptr (YxSecret) pem = NULL;
  char *out;
  gsize n = sizeof head - 1;
  int state = 0;
  int save = 0;

  if (der == NULL)
    return FALSE;
  pem = yx_secret_new (sizeof head + sizeof foot + yx_secret_size (der) * 2 + 16);
  out = yx_secret_bytes (pem);
  memcpy (out, head, n);
  n += g_base64_encode_step ((const guchar *)yx_secret_text (der), yx_secret_size (der), TRUE, out + n,
                             &state, &save);
  n += g_base64_encode_close (TRUE, out + n, &state, &save);
  n -= out[n - 1] == '\n' ? 1 : 0;
  memcpy (out + n, foot, sizeof foot - 1);
  yx_secret_truncate (pem, n + sizeof foot - 1);
  return write_secret (path, pem, error);
}

/* The key first: a certificate without one is of no use. */
static gboolean
write_member (const Making *making,
              const Member *member,
              YxKey *key,
              YxSecret *passphrase,
              YxCertificate *certificate,
              GError **error)
{
  g_autofree char *file = yx_hall_authority_file (member->file, making->number);
  g_autofree char *key_path = yx_hall_authority_path (making->folder, file, ".key");
  g_autofree char *path = yx_hall_authority_path (making->folder, file, ".pem");
  g_autofree char *pem = NULL;

  if (certificate == NULL || !write_key (key_path, key, passphrase, error))
    return FALSE;
  pem = yx_certificate_to_pem (certificate);
  return yx_file_write (path, pem, strlen (pem), 0600, error);
}

static char *
title_of (Making *making, const Member *member)
{
  const char *title = yx_authority_title (member->role);

  return making->number == 1 ? g_strdup_printf ("%s %s", making->name, title)
                             : g_strdup_printf ("%s %s %u", making->name, title, making->number);
}

static gboolean
make_root (Making *making, const Member *member, YxSecret *passphrase, GError **error)
{
  g_autofree char *title = title_of (making, member);
  g_autoptr (YxKey) key = yx_key_generate (making->algorithm, error);

  if (key == NULL)
    return FALSE;
  making->root = yx_authority_new_root (title, key, making->now, error);
  return making->root != NULL
         && write_member (making, member, key, passphrase, yx_authority_certificate (making->root),
                          error);
}

static gboolean
make_issuing (Making *making, const Member *member, GError **error)
{
  g_autofree char *title = title_of (making, member);
  g_autoptr (YxKey) key = yx_key_generate (making->algorithm, error);
  g_autoptr (GBytes) public_key = key != NULL ? yx_key_public (key, error) : NULL;
  g_autoptr (YxCertificate) certificate = NULL;

  if (public_key == NULL)
    return FALSE;
  certificate = yx_authority_issue_authority (making->root, title, public_key, making->now, error);
  if (!write_member (making, member, key, NULL, certificate, error))
    return FALSE;
  making->issuing = yx_authority_new (certificate, key, NULL, error);
  return making->issuing != NULL;
}

static gboolean
make_service (Making *making, const Member *member, GError **error)
{
  g_autofree char *title = title_of (making, member);
  g_autoptr (YxKey) key = yx_key_generate (making->algorithm, error);
  g_autoptr (GBytes) public_key = key != NULL ? yx_key_public (key, error) : NULL;
  g_autoptr (YxCertificate) certificate = NULL;

  if (public_key == NULL)
    return FALSE;
  certificate
      = yx_authority_issue_service (making->issuing, member->service, title, public_key, making->now, error);
  return write_member (making, member, key, NULL, certificate, error);
}

static gboolean
make_server (Making *making, const char *const *hosts, GError **error)
{
  g_autoptr (YxKey) key = yx_key_generate (making->algorithm, error);
  g_autoptr (GBytes) public_key = key != NULL ? yx_key_public (key, error) : NULL;
  g_autofree char *key_path = g_build_filename (making->folder, "tls", "server.key", NULL);
  g_autofree char *path = g_build_filename (making->folder, "tls", "server.pem", NULL);
  g_autoptr (YxCertificate) certificate = NULL;
  g_autofree char *own = NULL;
  g_autofree char *issuer = NULL;
  g_autofree char *chain = NULL;

  if (public_key == NULL || !write_server_key (key_path, key, error))
    return FALSE;
  certificate
      = yx_authority_issue_server (making->issuing, making->name, hosts, public_key, making->now, error);
  if (certificate == NULL)
    return FALSE;
  own = yx_certificate_to_pem (certificate);
  issuer = yx_certificate_to_pem (yx_authority_certificate (making->issuing));
  chain = g_strconcat (own, issuer, NULL);
  return yx_file_write (path, chain, strlen (chain), 0600, error);
}

/**
 * yx_hall_authorities_make:
 * @folder: a data folder with `ca` and `tls` in it
 * @name: the hall's name
 * @passphrase: encrypts the root's key, which is opened again only to issue another authority
 * @hosts: (nullable): see yx_authority_issue_server()
 * @algorithm: of all keys
 * @now: the time from which they are valid
 * @error: why one cannot be made or written
 *
 * Makes root, issuing authority, seal maker, timestamp and records services, and the TLS certificate.
 *
 * Returns: whether all are written
 */
gboolean
yx_hall_authorities_make (const char *folder,
                          const char *name,
                          YxSecret *passphrase,
                          const char *const *hosts,
                          YxAlgorithm algorithm,
                          gint64 now,
                          GError **error)
{
  Making making = { 1, folder, name, algorithm, now, NULL, NULL };
  gboolean done
      = make_root (&making, &members[0], passphrase, error) && make_issuing (&making, &members[1], error);

  for (gsize i = 2; i < G_N_ELEMENTS (members) && done; i++)
    done = make_service (&making, &members[i], error);
  done = done && make_server (&making, hosts, error);
  g_clear_pointer (&making.root, yx_authority_free);
  g_clear_pointer (&making.issuing, yx_authority_free);
  return done;
}

static const Member *
find_member (YxAuthorityRole role)
{
  for (gsize i = 1; i < G_N_ELEMENTS (members); i++)
    if (members[i].role == role)
      return &members[i];
  return NULL;
}

/* The root's key, opened; the one passphrase that all changes of authorities need. */
static YxAuthority *
open_root (const char *folder, YxSecret *passphrase, GError **error)
{
  g_autofree char *path = yx_hall_authority_path (folder, YX_HALL_CA_ROOT, ".key");
  g_autoptr (GBytes) pem = yx_file_read (path, YX_HALL_CA_MOST, error);
  g_autoptr (YxKey) key = pem != NULL ? yx_key_from_pem (pem, passphrase, error) : NULL;
  g_autoptr (YxCertificate) certificate
      = key != NULL ? yx_hall_authority_certificate (folder, YX_HALL_CA_ROOT, error) : NULL;

  return certificate != NULL ? yx_authority_new (certificate, key, NULL, error) : NULL;
}

static YxAuthority *
open_issuing (const char *folder, GError **error)
{
  g_autofree char *file
      = yx_hall_authority_file (YX_HALL_CA_ISSUING, yx_hall_authority_count (folder, YX_HALL_CA_ISSUING));
  g_autoptr (YxKey) key = yx_hall_authority_key (folder, file, error);
  g_autoptr (YxCertificate) certificate
      = key != NULL ? yx_hall_authority_certificate (folder, file, error) : NULL;

  return certificate != NULL ? yx_authority_new (certificate, key, NULL, error) : NULL;
}

/**
 * yx_hall_authorities_add:
 * @folder: the data folder of a hall that does not run
 * @name: the hall's name
 * @role: any but the root
 * @passphrase: of the root's key
 * @algorithm: of the new key
 * @now: the time from which it is valid
 * @error: %YX_CRYPTO_ERROR_WRONG_PASSWORD, %YX_HALL_ERROR_USAGE for a role that cannot be added to, or why it cannot
 *   be made or written
 *
 * Makes a further authority or service of a role, with which the hall signs when it is started next. What the ones
 * before have signed stays as good as it was.
 *
 * Returns: whether it is written
 */
gboolean
yx_hall_authorities_add (const char *folder,
                         const char *name,
                         YxAuthorityRole role,
                         YxSecret *passphrase,
                         YxAlgorithm algorithm,
                         gint64 now,
                         GError **error)
{
  const Member *member = find_member (role);
  Making making = { 0, folder, name, algorithm, now, NULL, NULL };
  gboolean done;

  if (member == NULL || !yx_crypto_init ())
    {
      g_set_error_literal (error, YX_HALL_ERROR, YX_HALL_ERROR_USAGE,
                           member == NULL ? "The root cannot be replaced" : "There is no locked memory for keys");
      return FALSE;
    }
  making.number = yx_hall_authority_count (folder, member->file) + 1;
  making.root = open_root (folder, passphrase, error);
  if (making.root == NULL)
    return FALSE;
  if (role == YX_AUTHORITY_ISSUING)
    done = make_issuing (&making, member, error);
  else
    {
      making.issuing = open_issuing (folder, error);
      done = making.issuing != NULL && make_service (&making, member, error);
    }
  g_clear_pointer (&making.root, yx_authority_free);
  g_clear_pointer (&making.issuing, yx_authority_free);
  return done;
}
