/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where yx_test_memory_find() looks. */
typedef enum
{
  YX_TEST_MEMORY_ALL,   /* everything readable in this process */
  YX_TEST_MEMORY_PLAIN, /* all but locked pages kept out of core dumps: YxSecret and the secure heap */
} YxTestMemory;

guint yx_test_memory_find (YxTestMemory where, gconstpointer masked, gsize size);
guint yx_test_memory_find_in (GPid process, gconstpointer masked, gsize size);
void yx_test_memory_mask (gpointer bytes, gsize size);

G_END_DECLS
