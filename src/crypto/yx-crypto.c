/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "crypto/yx-crypto.h"

#include <malloc.h>
#include <stdlib.h>
#include <string.h>
#include <openssl/crypto.h>

#include "base/yx-secret.h"
#include "crypto/yx-openssl.h"

/* A P-256 key takes a few hundred bytes, an RSA-3072 key three thousand: hundreds fit. */
#define SECURE_HEAP (1024 * 1024)
#define SECURE_LEAST 32

static gboolean wiping;

static void *
allocate (size_t size, const char *file, int line)
{
  return malloc (size);
}

static void
wipe_and_free (void *memory, const char *file, int line)
{
  if (memory == NULL)
    return;
  yx_wipe (memory, malloc_usable_size (memory));
  free (memory);
}

static void *
reallocate (void *memory, size_t size, const char *file, int line)
{
  void *larger = malloc (size);

  if (larger == NULL || memory == NULL)
    return larger;
  memcpy (larger, memory, MIN (size, malloc_usable_size (memory)));
  wipe_and_free (memory, file, line);
  return larger;
}

/**
 * yx_crypto_init:
 *
 * Sets up OpenSSL's secure heap, where private keys live: locked, guarded and left out of core dumps;
 * and has OpenSSL wipe whatever it frees, as its parsers copy keys. Programs call it first of all, as
 * it fails once OpenSSL has been used; calling it again does nothing.
 *
 * Returns: whether private keys may be handled
 */
gboolean
yx_crypto_init (void)
{
  if (wiping)
    return TRUE;
  if (CRYPTO_set_mem_functions (allocate, reallocate, wipe_and_free) != 1)
    return FALSE;
  if (CRYPTO_secure_malloc_init (SECURE_HEAP, SECURE_LEAST) == 0)
    return FALSE;
  wiping = TRUE;
  return TRUE;
}

/**
 * yx_crypto_is_ready:
 * @error: return location
 *
 * Returns: whether yx_crypto_init() has set up what private keys need
 */
gboolean
yx_crypto_is_ready (GError **error)
{
  if (wiping)
    return TRUE;
  yx_crypto_error_set (error, YX_CRYPTO_ERROR_FAILED, "yx_crypto_init() has to come before private keys");
  return FALSE;
}

/**
 * yx_wipe_stack:
 *
 * Overwrites the stack below the caller, where private operations leave copies.
 */
void
yx_wipe_stack (void)
{
  char below[32 * 1024];

  yx_wipe (below, sizeof below);
}
