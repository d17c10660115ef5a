/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/contracts/yx-contract-places.h"

#include "desk/contracts/yx-list-change.h"

struct _YxContractPlaces
{
  GHashTable *places; /* (owned) (element-type guint Place): by position */
};

typedef struct
{
  YxContractPlaces *places;
  guint position;
  YxIndexKey key;     /* of the line that it shows */
  YxContractRow *row; /* (unowned) */
} Place;

/* Nobody holds the row any more. */
static void
row_gone (gpointer data, GObject *row)
{
  Place *place = data;

  place->row = NULL;
  g_hash_table_remove (place->places->places, GUINT_TO_POINTER (place->position));
}

static void
free_place (gpointer data)
{
  Place *place = data;

  if (place->row != NULL)
    g_object_weak_unref (G_OBJECT (place->row), row_gone, place);
  g_free (place);
}

static GHashTable *
make_table (void)
{
  return g_hash_table_new_full (NULL, NULL, NULL, free_place);
}

/**
 * yx_contract_places_new:
 *
 * Returns: (transfer full): places without a row
 */
YxContractPlaces *
yx_contract_places_new (void)
{
  YxContractPlaces *places = g_new0 (YxContractPlaces, 1);

  places->places = make_table ();
  return places;
}

/**
 * yx_contract_places_free:
 * @places: (transfer full): places
 */
void
yx_contract_places_free (YxContractPlaces *places)
{
  g_hash_table_unref (places->places);
  g_free (places);
}

/**
 * yx_contract_places_find:
 * @places: places
 * @position: a position in the list
 *
 * Returns: (transfer none) (nullable): the row that somebody has for it
 */
YxContractRow *
yx_contract_places_find (YxContractPlaces *places, guint position)
{
  Place *place = g_hash_table_lookup (places->places, GUINT_TO_POINTER (position));

  return place != NULL ? place->row : NULL;
}

static void
put_place (YxContractPlaces *places, Place *place)
{
  g_hash_table_replace (places->places, GUINT_TO_POINTER (place->position), place);
}

/**
 * yx_contract_places_put:
 * @places: places
 * @position: a position that has no row
 * @key: of the line that @row shows
 * @row: a row; it is forgotten when nobody holds it any more
 */
void
yx_contract_places_put (YxContractPlaces *places, guint position, const YxIndexKey *key, YxContractRow *row)
{
  Place *place = g_new (Place, 1);

  *place = (Place){ places, position, *key, row };
  g_object_weak_ref (G_OBJECT (row), row_gone, place);
  put_place (places, place);
}

/**
 * yx_contract_places_shift:
 * @places: places
 * @position: where the list changes
 * @removed: how many positions go there; whoever holds their rows holds rows of no list
 * @added: how many come there
 */
void
yx_contract_places_shift (YxContractPlaces *places, guint position, guint removed, guint added)
{
  g_autoptr (GHashTable) before = g_steal_pointer (&places->places);
  GHashTableIter iter;
  Place *place;

  places->places = make_table ();
  g_hash_table_iter_init (&iter, before);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &place))
    {
      if (place->position >= position && place->position - position < removed)
        continue;
      if (place->position >= position)
        place->position = place->position - removed + added;
      g_hash_table_iter_steal (&iter);
      put_place (places, place);
    }
}

/* In the order of the list. */
static int
compare_places (gconstpointer a, gconstpointer b)
{
  const Place *const *one = a;
  const Place *const *other = b;

  return (*one)->position < (*other)->position ? -1 : (*one)->position > (*other)->position;
}

/* Calling may make rows and free them. */
static GPtrArray *
hold_rows (YxContractPlaces *places)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  Place *place;

  g_hash_table_iter_init (&iter, places->places);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &place))
    g_ptr_array_add (rows, g_object_ref (place->row));
  return rows;
}

/**
 * yx_contract_places_follow:
 * @places: places
 * @keys: (element-type YxIndexKey): the lines of the list, by position
 * @func: called for each row that shows another line than the one of its position, or what that was before
 * @data: for @func
 */
void
yx_contract_places_follow (YxContractPlaces *places, GArray *keys, YxContractPlaceFunc func, gpointer data)
{
  g_autoptr (GPtrArray) rows = hold_rows (places);
  g_autoptr (GPtrArray) changed = g_ptr_array_new ();
  GHashTableIter iter;
  Place *place;

  g_hash_table_iter_init (&iter, places->places);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &place))
    if (place->position < keys->len && !yx_list_key_same (&place->key, &g_array_index (keys, YxIndexKey, place->position)))
      g_ptr_array_add (changed, place);
  g_ptr_array_sort (changed, compare_places);
  for (guint i = 0; i < changed->len; i++)
    {
      place = changed->pdata[i];
      place->key = g_array_index (keys, YxIndexKey, place->position);
      func (place->row, &place->key, data);
    }
}

/**
 * yx_contract_places_each:
 * @places: places
 * @func: called for each row, without a key
 * @data: for @func
 */
void
yx_contract_places_each (YxContractPlaces *places, YxContractPlaceFunc func, gpointer data)
{
  g_autoptr (GPtrArray) rows = hold_rows (places);

  for (guint i = 0; i < rows->len; i++)
    func (rows->pdata[i], NULL, data);
}

/**
 * yx_contract_places_length:
 * @places: places
 *
 * Returns: how many rows somebody holds
 */
guint
yx_contract_places_length (YxContractPlaces *places)
{
  return g_hash_table_size (places->places);
}
