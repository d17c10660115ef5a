/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/contracts/yx-list-change.h"

#define MOST_TRIED 32 /* lines from the top of what is seen, until one is found that is still there */

static const YxIndexKey *
key_at (GArray *keys, guint i)
{
  return &g_array_index (keys, YxIndexKey, i);
}

/**
 * yx_list_key_same:
 * @a: a key
 * @b: another one
 *
 * Returns: whether both are of the same line, as it is now
 */
gboolean
yx_list_key_same (const YxIndexKey *a, const YxIndexKey *b)
{
  return a->number == b->number && a->stamp == b->stamp;
}

static guint
find_number (GArray *keys, gint64 number, guint begin, guint end)
{
  for (guint i = begin; i < end; i++)
    if (key_at (keys, i)->number == number)
      return i;
  return G_MAXUINT;
}

/* What differs: before[head .. head + removed) and after[head .. head + added). */
static YxListStep
find_middle (GArray *before, GArray *after)
{
  guint shorter = MIN (before->len, after->len);
  guint head = 0;
  guint tail = 0;

  while (head < shorter && yx_list_key_same (key_at (before, head), key_at (after, head)))
    head++;
  while (tail < shorter - head
         && yx_list_key_same (key_at (before, before->len - 1 - tail), key_at (after, after->len - 1 - tail)))
    tail++;
  return (YxListStep){ head, before->len - head - tail, after->len - head - tail };
}

/* How far down the line goes that stands at @top, or the next one below that is still there; negative: up. */
static gint64
find_way (GArray *before, GArray *after, const YxListStep *middle, guint top)
{
  guint end = middle->position + middle->removed;

  if (top <= middle->position)
    return 0;
  for (guint i = top; i < end && i - top < MOST_TRIED; i++)
    {
      guint there = find_number (after, key_at (before, i)->number, middle->position, middle->position + middle->added);

      if (there != G_MAXUINT)
        return (gint64) there - i;
    }
  return 0;
}

/**
 * yx_list_change_find:
 * @before: (element-type YxIndexKey): what the list was
 * @after: (element-type YxIndexKey): what it becomes
 * @top: the first place that is seen, whose line shall stay where it is; 0: places may show other lines
 *
 * Places at both ends that show the same before and after are in no step, and no step both takes and gives places, so that
 * whoever follows the list need not look for what was taken among what is given.
 *
 * Returns: the steps
 */
YxListChange
yx_list_change_find (GArray *before, GArray *after, guint top)
{
  const YxListStep middle = find_middle (before, after);
  const gint64 way = find_way (before, after, &middle, top);
  const guint come = (guint) MAX (way, 0);
  const guint go = (guint) MAX (-way, 0);
  const guint removed = middle.removed - go;
  const guint added = middle.added - come;
  const guint kept = MIN (removed, added);

  return (YxListChange){
    .last = { middle.position + go + kept, removed - kept, added - kept },
    .first = { middle.position, go, come },
  };
}

/**
 * yx_list_change_halfway:
 * @change: how @before becomes @after
 * @before: (element-type YxIndexKey): what the list was
 * @after: (element-type YxIndexKey): what it becomes
 *
 * Returns: (transfer full) (element-type YxIndexKey): what the list is when the first step is done and the second is not
 */
GArray *
yx_list_change_halfway (const YxListChange *change, GArray *before, GArray *after)
{
  const guint rest = before->len - change->last.position - change->last.removed;
  GArray *keys = g_array_sized_new (FALSE, FALSE, sizeof (YxIndexKey), change->last.position + change->last.added + rest);

  g_array_append_vals (keys, before->data, change->last.position);
  if (change->last.added > 0)
    g_array_append_vals (keys, key_at (after, after->len - rest - change->last.added), change->last.added);
  if (rest > 0)
    g_array_append_vals (keys, key_at (before, before->len - rest), rest);
  return keys;
}
