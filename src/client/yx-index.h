/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client/yx-line.h"

G_BEGIN_DECLS

/**
 * YxIndex:
 *
 * The lines of an account in memory, to be searched and sorted (design.md "personal data"). Calls may come from any
 * thread.
 */
typedef struct _YxIndex YxIndex;

/**
 * YxIndexSegment:
 * @YX_INDEX_TODO: what waits for the account
 * @YX_INDEX_ALL: everything
 * @YX_INDEX_ENDING: running contracts whose last day comes within %YX_INDEX_ENDING_DAYS days
 */
typedef enum
{
  YX_INDEX_TODO,
  YX_INDEX_ALL,
  YX_INDEX_ENDING,
  YX_N_INDEX_SEGMENTS,
} YxIndexSegment;

#define YX_INDEX_ENDING_DAYS 30

/**
 * YxIndexSort:
 * @YX_INDEX_BY_NEWS: what waits first, then what changed last
 * @YX_INDEX_BY_NAME: by name
 * @YX_INDEX_BY_START: the latest start first
 * @YX_INDEX_BY_END: the earliest end first, without an end last
 */
typedef enum
{
  YX_INDEX_BY_NEWS,
  YX_INDEX_BY_NAME,
  YX_INDEX_BY_START,
  YX_INDEX_BY_END,
  YX_N_INDEX_SORTS,
} YxIndexSort;

/**
 * YxIndexQuery:
 * @segment: of which part
 * @search: (nullable): words that must all be there
 * @state: (nullable): the nick of a state
 * @sort: in which order
 */
typedef struct
{
  YxIndexSegment segment;
  const char *search;
  const char *state;
  YxIndexSort sort;
} YxIndexQuery;

/**
 * YxIndexKey:
 * @number: a line's number in the index
 * @stamp: changes whenever the line does
 */
typedef struct
{
  gint64 number;
  gint64 stamp;
} YxIndexKey;

YxIndex *yx_index_new (YxDate today, GError **error);
void yx_index_free (YxIndex *index);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxIndex, yx_index_free)

gboolean yx_index_put (YxIndex *index, GPtrArray *lines, GError **error);
gboolean yx_index_remove (YxIndex *index, GPtrArray *ids, GError **error);
gboolean yx_index_clear (YxIndex *index, GError **error);
gboolean yx_index_set_today (YxIndex *index, YxDate today, gboolean *changed, GError **error);

GArray *yx_index_find (YxIndex *index, const YxIndexQuery *query, GError **error);
GPtrArray *yx_index_read (YxIndex *index, const YxIndexKey *keys, gsize n);
gint64 yx_index_number (YxIndex *index, const char *id);
YxLine *yx_index_get (YxIndex *index, const char *id);
gboolean yx_index_count (YxIndex *index, gint64 counts[YX_N_INDEX_SEGMENTS], GError **error);

G_END_DECLS
