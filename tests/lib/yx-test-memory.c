/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lib/yx-test-memory.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define CHUNK (1024 * 1024)
#define MASK 0x5a
/* Sanitizers map terabytes of shadow. */
#define MAX_REGION (G_GUINT64_CONSTANT (4) << 30)

/* A search under way; @buffer is the one place that is not looked at. */
typedef struct
{
  const guint8 *masked;
  gsize size;
  guint8 *buffer;
  int memory;
  guint found;
} Search;

/* One mapping of /proc/self/smaps. */
typedef struct
{
  guint64 begin;
  guint64 end;
  gboolean readable;
  gboolean hidden; /* left out of core dumps */
} Region;

static gboolean
is_here (const Search *search, const guint8 *at)
{
  for (gsize i = 0; i < search->size; i++)
    if ((at[i] ^ MASK) != search->masked[i])
      return FALSE;
  return TRUE;
}

static void
search_chunk (Search *search, gsize size)
{
  const guint8 *at = search->buffer;
  const guint8 *end = search->buffer + size;

  while ((gsize) (end - at) >= search->size
         && (at = memchr (at, search->masked[0] ^ MASK, (gsize) (end - at) - search->size + 1)) != NULL)
    {
      if (is_here (search, at))
        search->found++;
      at++;
    }
}

static void
search_region (Search *search, const Region *region)
{
  guint64 at = region->begin;

  while (at < region->end)
    {
      gsize wanted = (gsize) MIN (CHUNK, region->end - at);
      gssize got = pread (search->memory, search->buffer, wanted, (off_t) at);

      if (got < (gssize) search->size)
        return;
      search_chunk (search, (gsize) got);
      if (at + (guint64) got >= region->end)
        return;
      at += (guint64) got - (search->size - 1);
    }
}

/* The mappings as they are now, the search's own buffer left out. */
static GArray *
list_regions (const Search *search, const char *process)
{
  GArray *regions = g_array_new (FALSE, FALSE, sizeof (Region));
  g_autofree char *path = g_build_filename ("/proc", process, "smaps", NULL);
  FILE *file = fopen (path, "r");
  char line[1024];

  g_assert_nonnull (file);
  while (fgets (line, sizeof line, file) != NULL)
    {
      Region region = { 0 };
      char rights[5] = "";

      if (sscanf (line, "%" G_GINT64_MODIFIER "x-%" G_GINT64_MODIFIER "x %4s", &region.begin, &region.end,
                  rights)
          == 3)
        {
          region.readable = rights[0] == 'r' && strstr (line, "[v") == NULL
                            && region.end - region.begin <= MAX_REGION
                            && region.begin != (guint64) (gsize) search->buffer;
          g_array_append_val (regions, region);
        }
      else if (g_str_has_prefix (line, "VmFlags:") && regions->len > 0)
        {
          g_array_index (regions, Region, regions->len - 1).hidden = strstr (line, " dd") != NULL;
        }
    }
  fclose (file);
  return regions;
}

static guint
find_in (const char *process, YxTestMemory where, gconstpointer masked, gsize size)
{
  Search search = { .masked = masked, .size = size };
  g_autofree char *path = g_build_filename ("/proc", process, "mem", NULL);
  g_autoptr (GArray) regions = NULL;

  search.buffer = mmap (NULL, CHUNK, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  g_assert_true (search.buffer != MAP_FAILED);
  /* A mapping of its own, not merged with a neighbour's. */
  g_assert_cmpint (madvise (search.buffer, CHUNK, MADV_DONTDUMP), ==, 0);
  g_assert_cmpint (madvise (search.buffer, CHUNK, MADV_WIPEONFORK), ==, 0);
  search.memory = open (path, O_RDONLY | O_CLOEXEC);
  g_assert_cmpint (search.memory, >=, 0);
  regions = list_regions (&search, process);
  for (guint i = 0; i < regions->len; i++)
    {
      const Region *region = &g_array_index (regions, Region, i);

      if (region->readable && !(where == YX_TEST_MEMORY_PLAIN && region->hidden))
        search_region (&search, region);
    }
  close (search.memory);
  munmap (search.buffer, CHUNK);
  return search.found;
}

/*
 * Counts where in this process's memory the bytes stand that, masked, are @masked. They are given masked
 * so that the one who looks does not hold them.
 */
guint
yx_test_memory_find (YxTestMemory where, gconstpointer masked, gsize size)
{
  return find_in ("self", where, masked, size);
}

/* The same in another process, which only root may look into where it keeps itself closed. */
guint
yx_test_memory_find_in (GPid process, gconstpointer masked, gsize size)
{
  g_autofree char *number = g_strdup_printf ("%d", process);

  return find_in (number, YX_TEST_MEMORY_ALL, masked, size);
}

/* Masks or unmasks in place. */
void
yx_test_memory_mask (gpointer bytes, gsize size)
{
  guint8 *at = bytes;

  for (gsize i = 0; i < size; i++)
    at[i] ^= MASK;
}
