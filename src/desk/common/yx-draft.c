/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/common/yx-draft.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "desk/common/yx-field-text.h"

/* What stands in one field. */
typedef struct
{
  char *text;        /* (owned) (nullable): as typed */
  char *error;       /* (owned) (nullable): what is wrong with it, for people */
  char *refused;     /* (owned) (nullable): what the hall said of this very text */
  YxDraftNote *note; /* (owned) (nullable) */
  GListStore *items; /* (owned) (nullable): of YxDraft, of a list */
} Slot;

struct _YxDraft
{
  GObject parent_instance;

  const YxRecordType *type;
  YxRecord *record; /* (owned): what could be read so far */
  Slot *slots;      /* (owned) */
};

enum
{
  CHANGED,
  NOTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YxDraft, yx_draft, G_TYPE_OBJECT)

/**
 * yx_draft_note_new:
 * @field: what it is about
 * @severity: whether it stops or asks
 * @words: in the locale's language
 * @article: (nullable): the law's article
 *
 * Returns: (transfer full): a note
 */
YxDraftNote *
yx_draft_note_new (const char *field, YxSeverity severity, const char *words, const char *article)
{
  YxDraftNote *note = g_new (YxDraftNote, 1);

  *note = (YxDraftNote){ g_strdup (field), severity, g_strdup (words), g_strdup (article) };
  return note;
}

/**
 * yx_draft_note_free:
 * @note: (transfer full): a note
 */
void
yx_draft_note_free (YxDraftNote *note)
{
  g_free (note->field);
  g_free (note->words);
  g_free (note->article);
  g_free (note);
}

static gboolean
passes_through (const YxField *field)
{
  return field->kind != YX_KIND_SECRET && field->kind != YX_KIND_BYTES && field->kind != YX_KIND_RECORD;
}

/* (nullable): NULL for fields that the record has not, and for those that never pass through a draft. */
static Slot *
slot_of (YxDraft *self, const char *name, const YxField **field)
{
  const YxField *line = yx_record_type_find (self->type, name);

  if (field != NULL)
    *field = line;
  return line != NULL && passes_through (line) ? &self->slots[line - self->type->fields] : NULL;
}

static void
tell (YxDraft *self, guint signal, const YxField *field)
{
  g_signal_emit (self, signals[signal], g_quark_from_static_string (field->name), field->name);
}

static gboolean
read_text (YxDraft *self, const YxField *field, const char *text, GError **error)
{
  g_autofree char *clean = yx_field_clean (field, text);

  yx_record_unset (self->record, field->name);
  if (yx_field_long_term (field, text))
    return TRUE;
  return yx_record_set_typed (self->record, field->name, clean, error);
}

/* The record holds what could be read; the slot what is wrong. */
static void
check_slot (YxDraft *self, Slot *slot, const YxField *field, GError *unread)
{
  g_autoptr (GError) error = unread;
  g_autoptr (GError) beside = NULL;

  g_clear_pointer (&slot->error, g_free);
  if (error != NULL || !yx_record_validate_field (self->record, field, &error))
    slot->error = yx_field_error_words (field, slot->text != NULL ? slot->text : "", error);
  else if (!yx_field_check_beside (self->record, field, &beside))
    slot->error = yx_field_check_words (beside);
}

/* A document's number is read by its type, which may come after it. */
static void
check_neighbour (YxDraft *self, const YxField *field)
{
  g_autofree char *stem = NULL;
  g_autofree char *number = NULL;
  const YxField *line;
  Slot *slot;

  if (field->choices != yx_doc_types)
    return;
  stem = g_strndup (field->name, strlen (field->name) - strlen ("type"));
  number = g_strconcat (stem, "no", NULL);
  slot = slot_of (self, number, &line);
  if (slot == NULL || yx_draft_is_empty (self, number))
    return;
  check_slot (self, slot, line, NULL);
  tell (self, NOTED, line);
}

static gboolean
all_empty (YxDraft *item)
{
  for (guint i = 0; i < item->type->n_fields; i++)
    if (!yx_draft_is_empty (item, item->type->fields[i].name))
      return FALSE;
  return TRUE;
}

static char *
item_trouble (YxDraft *item)
{
  for (guint i = 0; !all_empty (item) && i < item->type->n_fields; i++)
    if (item->slots[i].error != NULL)
      return g_strdup_printf ("%s: %s", g_dgettext (GETTEXT_PACKAGE, item->type->fields[i].label), item->slots[i].error);
  return NULL;
}

/* What stands in the rows of a list becomes the record's list. */
static void
gather_items (YxDraft *self, Slot *slot, const YxField *field)
{
  GListModel *items = G_LIST_MODEL (slot->items);
  GPtrArray *records = g_ptr_array_new_with_free_func (yx_record_unref);
  g_autofree char *trouble = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (YxDraft) item = g_list_model_get_item (items, i);

      if (trouble == NULL)
        trouble = item_trouble (item);
      if (!all_empty (item))
        g_ptr_array_add (records, yx_record_copy (item->record));
    }
  yx_record_unset (self->record, field->name);
  if (records->len > 0)
    yx_record_take_list (self->record, field->name, records);
  else
    g_ptr_array_unref (records);
  check_slot (self, slot, field, NULL);
  if (trouble != NULL)
    {
      g_free (slot->error);
      slot->error = g_steal_pointer (&trouble);
    }
}

static void
items_changed (YxDraft *self, Slot *slot)
{
  const YxField *field = &self->type->fields[slot - self->slots];

  gather_items (self, slot, field);
  g_clear_pointer (&slot->refused, g_free);
  tell (self, CHANGED, field);
}

static void
item_changed (YxDraft *item, const char *field, YxDraft *self)
{
  for (guint i = 0; i < self->type->n_fields; i++)
    if (self->slots[i].items != NULL && g_list_store_find (self->slots[i].items, item, NULL))
      items_changed (self, &self->slots[i]);
}

static void
yx_draft_finalize (GObject *object)
{
  YxDraft *self = YX_DRAFT (object);

  for (guint i = 0; i < self->type->n_fields; i++)
    {
      Slot *slot = &self->slots[i];

      for (guint j = 0; slot->items != NULL && j < g_list_model_get_n_items (G_LIST_MODEL (slot->items)); j++)
        {
          g_autoptr (YxDraft) item = g_list_model_get_item (G_LIST_MODEL (slot->items), j);

          g_signal_handlers_disconnect_by_data (item, self);
        }
      g_clear_object (&slot->items);
      g_clear_pointer (&slot->note, yx_draft_note_free);
      g_free (slot->refused);
      g_free (slot->error);
      g_free (slot->text);
    }
  g_free (self->slots);
  yx_record_unref (self->record);
  G_OBJECT_CLASS (yx_draft_parent_class)->finalize (object);
}

static void
yx_draft_class_init (YxDraftClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yx_draft_finalize;

  /**
   * YxDraft::changed:
   * @field: whose text, or whose items
   *
   * The detail is the field's name.
   */
  signals[CHANGED] = g_signal_new ("changed", YX_TYPE_DRAFT, G_SIGNAL_RUN_LAST | G_SIGNAL_DETAILED, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);
  /**
   * YxDraft::noted:
   * @field: whose note, or whose error although its text stayed
   */
  signals[NOTED] = g_signal_new ("noted", YX_TYPE_DRAFT, G_SIGNAL_RUN_LAST | G_SIGNAL_DETAILED, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
yx_draft_init (YxDraft *self)
{
}

/**
 * yx_draft_new:
 * @type: of the record that it will become
 *
 * What a person is typing of a record: the text of each field as it was typed, what could be read of it, and what is
 * wrong with it by the record's own checks. Secret fields never pass through it, nor do bytes and records inside.
 * For the main thread.
 *
 * Returns: (transfer full): an empty draft
 */
YxDraft *
yx_draft_new (const YxRecordType *type)
{
  YxDraft *self = g_object_new (YX_TYPE_DRAFT, NULL);

  self->type = type;
  self->record = yx_record_new (type);
  self->slots = g_new0 (Slot, type->n_fields);
  for (guint i = 0; i < type->n_fields; i++)
    {
      if (type->fields[i].kind == YX_KIND_LIST)
        self->slots[i].items = g_list_store_new (YX_TYPE_DRAFT);
      if (passes_through (&type->fields[i]))
        check_slot (self, &self->slots[i], &type->fields[i], NULL);
    }
  return self;
}

static void
take_item (YxDraft *self, Slot *slot, YxDraft *item)
{
  g_signal_connect (item, "changed", G_CALLBACK (item_changed), self);
  g_list_store_append (slot->items, item);
}

/**
 * yx_draft_from_record:
 * @record: a record
 *
 * Returns: (transfer full): a draft in which its values stand as they would be typed
 */
YxDraft *
yx_draft_from_record (gconstpointer record)
{
  const YxRecord *head = record;
  YxDraft *self = yx_draft_new (head->type);

  for (guint i = 0; i < self->type->n_fields; i++)
    {
      const YxField *field = &self->type->fields[i];
      const GPtrArray *list;
      g_autofree char *text = NULL;

      if (!passes_through (field) || !yx_field_present (field, record))
        continue;
      if (field->kind != YX_KIND_LIST)
        {
          text = yx_field_to_text (record, field);
          yx_draft_set_text (self, field->name, text);
          continue;
        }
      list = *(GPtrArray **) yx_field_at (field, record);
      for (guint j = 0; j < list->len; j++)
        {
          g_autoptr (YxDraft) item = yx_draft_from_record (list->pdata[j]);

          take_item (self, &self->slots[i], item);
        }
      gather_items (self, &self->slots[i], field);
    }
  return self;
}

/**
 * yx_draft_get_record_type:
 * @self: a draft
 *
 * Returns: (transfer none): the table of the record that it will become
 */
const YxRecordType *
yx_draft_get_record_type (YxDraft *self)
{
  g_return_val_if_fail (YX_IS_DRAFT (self), NULL);
  return self->type;
}

/**
 * yx_draft_find:
 * @self: a draft
 * @field: a name
 *
 * Returns: (transfer none) (nullable): the field's line; %NULL where there is none that passes through a draft
 */
const YxField *
yx_draft_find (YxDraft *self, const char *field)
{
  const YxField *line;

  g_return_val_if_fail (YX_IS_DRAFT (self), NULL);
  return slot_of (self, field, &line) != NULL ? line : NULL;
}

/**
 * yx_draft_set_text:
 * @self: a draft
 * @field: any field but lists, secrets, bytes and records
 * @text: as typed; of a choice its word on the wire; kept as it is, whether it can be read or not
 */
void
yx_draft_set_text (YxDraft *self, const char *field, const char *text)
{
  const YxField *line;
  Slot *slot;
  GError *error = NULL;

  g_return_if_fail (YX_IS_DRAFT (self));
  slot = slot_of (self, field, &line);
  g_return_if_fail (slot != NULL && slot->items == NULL);
  if (strcmp (slot->text != NULL ? slot->text : "", text) == 0)
    return;
  g_free (slot->text);
  slot->text = g_strdup (text);
  g_clear_pointer (&slot->refused, g_free);
  (void) read_text (self, line, text, &error);
  check_slot (self, slot, line, error);
  tell (self, CHANGED, line);
  check_neighbour (self, line);
}

/**
 * yx_draft_get_text:
 * @self: a draft
 * @field: any field but lists, secrets, bytes and records
 *
 * Returns: (transfer none): as it was typed
 */
const char *
yx_draft_get_text (YxDraft *self, const char *field)
{
  const Slot *slot;

  g_return_val_if_fail (YX_IS_DRAFT (self), NULL);
  slot = slot_of (self, field, NULL);
  g_return_val_if_fail (slot != NULL, NULL);
  return slot->text != NULL ? slot->text : "";
}

/**
 * yx_draft_is_empty:
 * @self: a draft
 * @field: a field
 *
 * Returns: whether nothing but spaces stands there, or no item
 */
gboolean
yx_draft_is_empty (YxDraft *self, const char *field)
{
  const Slot *slot;

  g_return_val_if_fail (YX_IS_DRAFT (self), TRUE);
  slot = slot_of (self, field, NULL);
  if (slot == NULL)
    return TRUE;
  if (slot->items != NULL)
    return g_list_model_get_n_items (G_LIST_MODEL (slot->items)) == 0;
  return slot->text == NULL || slot->text[strspn (slot->text, " \t\n")] == '\0';
}

/**
 * yx_draft_get_error:
 * @self: a draft
 * @field: a field
 *
 * What stops it: the record's own checks, then what the hall said of this very text. A required field that is
 * still empty has one, too.
 *
 * Returns: (transfer none) (nullable): why it can't be taken, for people; %NULL when it can
 */
const char *
yx_draft_get_error (YxDraft *self, const char *field)
{
  const Slot *slot;

  g_return_val_if_fail (YX_IS_DRAFT (self), NULL);
  slot = slot_of (self, field, NULL);
  g_return_val_if_fail (slot != NULL, NULL);
  return slot->error != NULL ? slot->error : slot->refused;
}

/**
 * yx_draft_get_items:
 * @self: a draft
 * @field: a list
 *
 * Returns: (transfer none): its items: drafts of their own
 */
GListModel *
yx_draft_get_items (YxDraft *self, const char *field)
{
  const Slot *slot;

  g_return_val_if_fail (YX_IS_DRAFT (self), NULL);
  slot = slot_of (self, field, NULL);
  g_return_val_if_fail (slot != NULL && slot->items != NULL, NULL);
  return G_LIST_MODEL (slot->items);
}

/**
 * yx_draft_add_item:
 * @self: a draft
 * @field: a list
 *
 * Returns: (transfer none): a new empty item at the list's end; as long as it is empty it counts for nothing
 */
YxDraft *
yx_draft_add_item (YxDraft *self, const char *field)
{
  g_autoptr (YxDraft) item = NULL;
  const YxField *line;
  Slot *slot;

  g_return_val_if_fail (YX_IS_DRAFT (self), NULL);
  slot = slot_of (self, field, &line);
  g_return_val_if_fail (slot != NULL && slot->items != NULL, NULL);
  item = yx_draft_new (line->item);
  take_item (self, slot, item);
  items_changed (self, slot);
  return item;
}

/**
 * yx_draft_remove_item:
 * @self: a draft
 * @field: a list
 * @item: one of its items
 */
void
yx_draft_remove_item (YxDraft *self, const char *field, YxDraft *item)
{
  Slot *slot;
  guint position;

  g_return_if_fail (YX_IS_DRAFT (self));
  slot = slot_of (self, field, NULL);
  g_return_if_fail (slot != NULL && slot->items != NULL);
  if (!g_list_store_find (slot->items, item, &position))
    return;
  g_signal_handlers_disconnect_by_data (item, self);
  g_list_store_remove (slot->items, position);
  items_changed (self, slot);
}

static gboolean
note_equal (const YxDraftNote *a, const YxDraftNote *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  return a->severity == b->severity && strcmp (a->words, b->words) == 0 && g_strcmp0 (a->article, b->article) == 0;
}

/* Errors go before warnings; of alike ones the first. */
static const YxDraftNote *
worst_note (const GPtrArray *notes, const char *field)
{
  const YxDraftNote *worst = NULL;

  for (guint i = 0; i < notes->len; i++)
    {
      const YxDraftNote *note = notes->pdata[i];

      if (strcmp (note->field, field) == 0 && (worst == NULL || note->severity < worst->severity))
        worst = note;
    }
  return worst;
}

/**
 * yx_draft_set_notes:
 * @self: a draft
 * @notes: (element-type YxDraftNote): all that there are now; earlier ones are gone
 */
void
yx_draft_set_notes (YxDraft *self, GPtrArray *notes)
{
  g_return_if_fail (YX_IS_DRAFT (self));
  for (guint i = 0; i < self->type->n_fields; i++)
    {
      const YxField *field = &self->type->fields[i];
      const YxDraftNote *note = worst_note (notes, field->name);
      Slot *slot = &self->slots[i];

      if (note_equal (note, slot->note))
        continue;
      g_clear_pointer (&slot->note, yx_draft_note_free);
      if (note != NULL)
        slot->note = yx_draft_note_new (note->field, note->severity, note->words, note->article);
      tell (self, NOTED, field);
    }
}

/**
 * yx_draft_refuse:
 * @self: a draft
 * @field: a field; one that the draft has not is passed over
 * @words: (nullable): why the hall doesn't take it, for people; %NULL: it may
 *
 * Holds until the field is changed.
 */
void
yx_draft_refuse (YxDraft *self, const char *field, const char *words)
{
  const YxField *line;
  Slot *slot;

  g_return_if_fail (YX_IS_DRAFT (self));
  slot = slot_of (self, field, &line);
  if (slot == NULL || g_strcmp0 (slot->refused, words) == 0)
    return;
  g_free (slot->refused);
  slot->refused = g_strdup (words);
  tell (self, NOTED, line);
}

/**
 * yx_draft_get_note:
 * @self: a draft
 * @field: a field
 *
 * Returns: (transfer none) (nullable): the worst note on it
 */
const YxDraftNote *
yx_draft_get_note (YxDraft *self, const char *field)
{
  const Slot *slot;

  g_return_val_if_fail (YX_IS_DRAFT (self), NULL);
  slot = slot_of (self, field, NULL);
  return slot != NULL ? slot->note : NULL;
}

/**
 * yx_draft_peek:
 * @self: a draft
 *
 * Returns: (transfer none): what could be read so far, for looking at it until the next change
 */
gpointer
yx_draft_peek (YxDraft *self)
{
  g_return_val_if_fail (YX_IS_DRAFT (self), NULL);
  return self->record;
}

/**
 * yx_draft_to_record:
 * @self: a draft
 * @error: %YX_RECORD_ERROR with the first field that can't be taken; its message is for people
 *
 * What never passes through a draft is left to the caller, also where it is required.
 *
 * Returns: (transfer full) (nullable): the record, which only the caller holds
 */
gpointer
yx_draft_to_record (YxDraft *self, GError **error)
{
  g_return_val_if_fail (YX_IS_DRAFT (self), NULL);
  for (guint i = 0; i < self->type->n_fields; i++)
    if (self->slots[i].error != NULL)
      {
        yx_record_error_set (error, YX_RECORD_ERROR_FORMAT, self->type->fields[i].name, "%s: %s",
                             g_dgettext (GETTEXT_PACKAGE, self->type->fields[i].label), self->slots[i].error);
        return NULL;
      }
  return yx_record_copy (self->record);
}

/**
 * yx_draft_to_json:
 * @self: a draft
 *
 * Returns: (transfer full): an object with the texts as typed and the items of lists, for keeping
 */
JsonNode *
yx_draft_to_json (YxDraft *self)
{
  g_autoptr (JsonObject) object = json_object_new ();
  JsonNode *node = json_node_alloc ();

  for (guint i = 0; i < self->type->n_fields; i++)
    {
      const char *name = self->type->fields[i].name;
      const Slot *slot = &self->slots[i];
      JsonArray *items;

      if (yx_draft_is_empty (self, name))
        continue;
      if (slot->items == NULL)
        {
          json_object_set_string_member (object, name, slot->text);
          continue;
        }
      items = json_array_new ();
      for (guint j = 0; j < g_list_model_get_n_items (G_LIST_MODEL (slot->items)); j++)
        {
          g_autoptr (YxDraft) item = g_list_model_get_item (G_LIST_MODEL (slot->items), j);

          json_array_add_element (items, yx_draft_to_json (item));
        }
      json_object_set_array_member (object, name, items);
    }
  json_node_init_object (node, object);
  return node;
}

static void
read_items (YxDraft *self, Slot *slot, const YxField *field, JsonArray *array)
{
  guint n = MIN (json_array_get_length (array), (guint) yx_field_limit (field));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (YxDraft) item = yx_draft_new (field->item);

      yx_draft_read_json (item, json_array_get_element (array, i));
      take_item (self, slot, item);
    }
  items_changed (self, slot);
}

/**
 * yx_draft_read_json:
 * @self: a draft
 * @node: from yx_draft_to_json(), perhaps of another version of Yinxin
 *
 * Puts in what it says; what the record doesn't know, or isn't a text, is passed over.
 */
void
yx_draft_read_json (YxDraft *self, JsonNode *node)
{
  g_return_if_fail (YX_IS_DRAFT (self));
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return;
  for (guint i = 0; i < self->type->n_fields; i++)
    {
      const YxField *field = &self->type->fields[i];
      JsonNode *member = json_object_get_member (json_node_get_object (node), field->name);

      if (member == NULL || !passes_through (field))
        continue;
      if (self->slots[i].items != NULL && JSON_NODE_HOLDS_ARRAY (member))
        read_items (self, &self->slots[i], field, json_node_get_array (member));
      else if (self->slots[i].items == NULL && json_node_get_value_type (member) == G_TYPE_STRING)
        yx_draft_set_text (self, field->name, json_node_get_string (member));
    }
}
