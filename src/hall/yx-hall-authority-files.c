/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall-authority-files.h"

#include "base/yx-files.h"
#include "base/yx-record-sql.h"
#include "model/yx-authority-entry.h"

/* More of a role than anybody will make. */
#define MOST_OF_A_ROLE 50

static const struct
{
  const char *name;
  YxAuthorityRole role;
} roles[] = {
  { YX_HALL_CA_ROOT, YX_AUTHORITY_ROOT },         { YX_HALL_CA_ISSUING, YX_AUTHORITY_ISSUING },
  { YX_HALL_CA_SEAL_MAKER, YX_AUTHORITY_SEAL_MAKER }, { YX_HALL_CA_TSA, YX_AUTHORITY_TIMESTAMP },
  { YX_HALL_CA_RECORDS, YX_AUTHORITY_RECORDS },
};

/**
 * yx_hall_authority_path:
 * @folder: a data folder
 * @file: what yx_hall_authority_file() gave
 * @suffix: `.pem` or `.key`
 *
 * Returns: (transfer full): the file
 */
char *
yx_hall_authority_path (const char *folder, const char *file, const char *suffix)
{
  g_autofree char *whole = g_strconcat (file, suffix, NULL);

  return g_build_filename (folder, "ca", whole, NULL);
}

/**
 * yx_hall_authority_file:
 * @name: %YX_HALL_CA_ROOT …
 * @number: which one of them, from 1
 *
 * Returns: (transfer full): what its files are called, without their suffix
 */
char *
yx_hall_authority_file (const char *name, guint number)
{
  return number <= 1 ? g_strdup (name) : g_strdup_printf ("%s-%u", name, number);
}

/**
 * yx_hall_authority_count:
 * @folder: a data folder
 * @name: %YX_HALL_CA_ROOT …
 *
 * A key alone, left by a command that was cut off, does not count.
 *
 * Returns: how many there are of them
 */
guint
yx_hall_authority_count (const char *folder, const char *name)
{
  guint n = 0;
  gboolean there = TRUE;

  while (there && n < MOST_OF_A_ROLE)
    {
      g_autofree char *file = yx_hall_authority_file (name, n + 1);
      g_autofree char *path = yx_hall_authority_path (folder, file, ".pem");

      there = g_file_test (path, G_FILE_TEST_EXISTS);
      n += there ? 1 : 0;
    }
  return n;
}

/**
 * yx_hall_authority_certificate:
 * @folder: a data folder
 * @file: what yx_hall_authority_file() gave
 * @error: why it cannot be read
 *
 * Returns: (transfer full): the certificate
 */
YxCertificate *
yx_hall_authority_certificate (const char *folder, const char *file, GError **error)
{
  g_autofree char *path = yx_hall_authority_path (folder, file, ".pem");
  g_autoptr (GBytes) pem = yx_file_read (path, YX_HALL_CA_MOST, error);

  return pem != NULL ? yx_certificate_from_pem (pem, error) : NULL;
}

/**
 * yx_hall_authority_key:
 * @folder: a data folder
 * @file: any but the root's
 * @error: why it cannot be read
 *
 * For the signer process, and for adding authorities while it does not run.
 *
 * Returns: (transfer full): the key
 */
YxKey *
yx_hall_authority_key (const char *folder, const char *file, GError **error)
{
  g_autofree char *path = yx_hall_authority_path (folder, file, ".key");
  g_autoptr (YxSecret) der = yx_file_read_secret (path, YX_HALL_CA_MOST, error);

  return der != NULL ? yx_key_from_pkcs8 (der, error) : NULL;
}

/* What the table says of a certificate besides whether it is active. */
#define UNKNOWN -1
#define UNREADABLE -2

static int
find (YxDatabase *db, YxCertificate *certificate, GError **error)
{
  g_autoptr (YxStatement) statement = yx_database_prepare (
      db, "SELECT \"active\" FROM \"authority\" WHERE \"fingerprint\" = :fingerprint", error);

  if (statement == NULL)
    return UNREADABLE;
  yx_statement_bind_text (statement, "fingerprint", yx_certificate_fingerprint (certificate));
  switch (yx_statement_step (statement, error))
    {
    case YX_STEP_ROW:
      return (int)yx_statement_int (statement, "active");
    case YX_STEP_DONE:
      return UNKNOWN;
    case YX_STEP_ERROR:
    default:
      return UNREADABLE;
    }
}

static gboolean
forget (YxDatabase *db, YxCertificate *certificate, GError **error)
{
  g_autoptr (YxStatement) statement = yx_database_prepare (
      db, "DELETE FROM \"authority\" WHERE \"fingerprint\" = :fingerprint", error);

  if (statement == NULL)
    return FALSE;
  yx_statement_bind_text (statement, "fingerprint", yx_certificate_fingerprint (certificate));
  return yx_statement_run (statement, error);
}

/* The row stays when the file goes: what was signed is to be verified for ever. */
static gboolean
note (YxDatabase *db, YxCertificate *certificate, YxAuthorityRole role, gboolean active, GError **error)
{
  g_autoptr (YxAuthorityEntry) entry = yx_authority_entry_new ();
  int known = find (db, certificate, error);

  if (known == UNREADABLE || known == active)
    return known != UNREADABLE;
  if (known != UNKNOWN && !forget (db, certificate, error))
    return FALSE;
  yx_record_set_text (entry, "fingerprint", yx_certificate_fingerprint (certificate));
  yx_record_set_int (entry, "role", role);
  yx_record_set_int (entry, "active", active);
  yx_record_set_int (entry, "valid_from", yx_certificate_not_before (certificate));
  yx_record_set_int (entry, "valid_to", yx_certificate_not_after (certificate));
  yx_record_set_bytes (entry, "certificate", yx_certificate_der (certificate));
  return yx_record_insert (entry, db, NULL, error);
}

static gboolean
note_role (const char *folder, const char *name, YxAuthorityRole role, YxDatabase *db, GError **error)
{
  guint n = yx_hall_authority_count (folder, name);

  for (guint i = 1; i <= MAX (n, 1); i++)
    {
      g_autofree char *file = yx_hall_authority_file (name, i);
      g_autoptr (YxCertificate) certificate = yx_hall_authority_certificate (folder, file, error);

      if (certificate == NULL || !note (db, certificate, role, i == n, error))
        return FALSE;
    }
  return TRUE;
}

/* Anchors are those that have signed themselves; the hall signs with none of them. */
static gboolean
note_licensed (const char *folder, YxDatabase *db, GError **error)
{
  g_autofree char *path = yx_hall_authority_path (folder, YX_HALL_CA_LICENSED, ".pem");
  g_autoptr (GBytes) pem = NULL;
  g_autoptr (GPtrArray) certificates = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  pem = yx_file_read (path, YX_HALL_CA_MOST, error);
  certificates = pem != NULL ? yx_certificate_list_from_pem (pem, error) : NULL;
  for (guint i = 0; certificates != NULL && i < certificates->len; i++)
    {
      YxCertificate *one = certificates->pdata[i];
      YxAuthorityRole role = yx_certificate_is_issued_by (one, one) ? YX_AUTHORITY_ROOT : YX_AUTHORITY_ISSUING;

      if (yx_certificate_is_authority (one) && !note (db, one, role, FALSE, error))
        return FALSE;
    }
  return certificates != NULL;
}

/**
 * yx_hall_authorities_note:
 * @folder: a data folder with its authorities
 * @db: the hall's database, in a transaction
 * @error: why they cannot be read or written
 *
 * The table of authorities follows the files: those that are new get a row, the newest of each role is the active one.
 *
 * Returns: whether the table names them all
 */
gboolean
yx_hall_authorities_note (const char *folder, YxDatabase *db, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (roles); i++)
    if (!note_role (folder, roles[i].name, roles[i].role, db, error))
      return FALSE;
  return note_licensed (folder, db, error);
}
