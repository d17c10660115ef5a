/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/filing/yx-filing-case.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "api/yx-problem.h"
#include "desk/common/yx-field-text.h"

struct _YxFilingCase
{
  GObject parent_instance;

  char *id; /* (owned) */
  YxDate today;
  YxDraft *draft;       /* (owned) */
  char *reason;         /* (owned) (nullable): an officer's */
  GHashTable *proposed; /* (owned): field → text that was proposed */
  GPtrArray *findings;  /* (owned): of YxFinding, the rules' now */
  GPtrArray *accepted;  /* (owned): of YxFilingFinding: what only the hall found, and was accepted */
  YxFilingFinding *asked; /* (owned) (nullable): what only the hall found, and the person is asked about */
  JsonNode *begun;      /* (owned) (nullable): as it was before anybody typed */
  gboolean settling;
};

enum
{
  SETTLED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Proposed in this order: each may depend on those before. */
static const char *const proposals[] = { "employment_start", "to", "prob_from", "prob_to" };

G_DEFINE_FINAL_TYPE (YxFilingCase, yx_filing_case, G_TYPE_OBJECT)

/**
 * yx_finding_words:
 * @finding: what a rule of law.md 1 found
 *
 * Returns: (transfer full): it for people, in the locale's language, with the number that belongs to it
 */
char *
yx_finding_words (const YxFinding *finding)
{
  const char *words = g_dgettext (GETTEXT_PACKAGE, finding->message);
  const YxField *field = yx_record_type_find (&yx_filing_type, finding->field);
  g_autofree char *yuan = NULL;

  if (finding->limit <= 0)
    return g_strdup (words);
  if (field != NULL && field->kind == YX_KIND_MONEY)
    {
      yuan = yx_money_text (finding->limit);
      /* Translators: a sentence about an amount, and the amount that counts. */
      return g_strdup_printf (_("%s (%s yuan)"), words, yuan);
    }
  if (strcmp (finding->rule, "L19") == 0)
    return g_strdup_printf (ngettext ("%s (%d month)", "%s (%d months)", (gulong) finding->limit), words, (int) finding->limit);
  return g_strdup (words);
}

/* A proposal stands until somebody writes something else. */
static void
propose (YxFilingCase *self, const char *field)
{
  const char *before = g_hash_table_lookup (self->proposed, field);
  const char *now = yx_draft_get_text (self->draft, field);
  YxDate date = yx_filing_propose (yx_draft_peek (self->draft), field);
  char *text;

  if (!yx_draft_is_empty (self->draft, field) && g_strcmp0 (before, now) != 0)
    return;
  if (date == YX_DATE_NONE)
    return;
  text = yx_date_format (date);
  yx_draft_set_text (self->draft, field, text);
  g_hash_table_insert (self->proposed, g_strdup (field), text);
}

static void
show_findings (YxFilingCase *self)
{
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func ((GDestroyNotify) yx_draft_note_free);

  for (guint i = 0; i < self->findings->len; i++)
    {
      const YxFinding *finding = self->findings->pdata[i];
      g_autofree char *words = yx_finding_words (finding);

      g_ptr_array_add (notes, yx_draft_note_new (finding->field, finding->severity, words, finding->article));
    }
  yx_draft_set_notes (self->draft, notes);
}

/* What follows from what was typed: proposals, what the rules find. Nothing is proposed for the very field in which
 * somebody types: an empty one is about to be filled. */
static void
settle (YxFilingCase *self, const char *typed)
{
  const YxLawFacts facts = { .today = self->today };
  g_autoptr (YxFiling) applied = NULL;

  if (self->settling)
    return;
  self->settling = TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (proposals); i++)
    if (g_strcmp0 (proposals[i], typed) != 0)
      propose (self, proposals[i]);
  applied = yx_filing_applied (yx_draft_peek (self->draft));
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  self->findings = yx_law_check (applied, &facts);
  show_findings (self);
  self->settling = FALSE;
  g_signal_emit (self, signals[SETTLED], 0);
}

/* Sex and date of birth that a number said are not those of another number. */
static void
number_changed (YxFilingCase *self)
{
  const YxFiling *filing = yx_draft_peek (self->draft);

  if (yx_filing_applies (filing, "w_birth"))
    return;
  yx_draft_set_text (self->draft, "w_birth", "");
  yx_draft_set_text (self->draft, "w_sex", "");
}

static void
yx_filing_case_finalize (GObject *object)
{
  YxFilingCase *self = YX_FILING_CASE (object);

  g_signal_handlers_disconnect_by_data (self->draft, self);
  g_object_unref (self->draft);
  g_hash_table_unref (self->proposed);
  g_ptr_array_unref (self->findings);
  g_ptr_array_unref (self->accepted);
  g_clear_pointer (&self->asked, yx_filing_finding_unref);
  g_clear_pointer (&self->begun, json_node_unref);
  g_free (self->reason);
  g_free (self->id);
  G_OBJECT_CLASS (yx_filing_case_parent_class)->finalize (object);
}

static void
yx_filing_case_class_init (YxFilingCaseClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yx_filing_case_finalize;
  /**
   * YxFilingCase::settled:
   *
   * Something was typed, and what follows from it is known.
   */
  signals[SETTLED] = g_signal_new ("settled", YX_TYPE_FILING_CASE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
yx_filing_case_init (YxFilingCase *self)
{
  self->draft = yx_draft_new (&yx_filing_type);
  self->proposed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->findings = g_ptr_array_new_with_free_func (g_free);
  self->accepted = g_ptr_array_new_with_free_func (yx_record_unref);
}

/**
 * yx_filing_case_new:
 * @id: the id that the filing will have
 * @today: the date in Asia/Shanghai
 *
 * A filing while it is filled in: what is typed, what is proposed, what applies, what the rules of law.md 1 find.
 * It needs no display.
 *
 * Returns: (transfer full): an empty one
 */
YxFilingCase *
yx_filing_case_new (const char *id, YxDate today)
{
  YxFilingCase *self = g_object_new (YX_TYPE_FILING_CASE, NULL);

  self->id = g_strdup (id);
  self->today = today;
  g_signal_connect_object (self->draft, "changed::w_doc_no", G_CALLBACK (number_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->draft, "changed", G_CALLBACK (settle), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * yx_filing_case_get_id:
 * @self: a case
 *
 * Returns: (transfer none): the id that the filing will have
 */
const char *
yx_filing_case_get_id (YxFilingCase *self)
{
  return self->id;
}

/**
 * yx_filing_case_get_draft:
 * @self: a case
 *
 * Returns: (transfer none): what is typed
 */
YxDraft *
yx_filing_case_get_draft (YxFilingCase *self)
{
  return self->draft;
}

/**
 * yx_filing_case_get_today:
 * @self: a case
 *
 * Returns: the date by which it is checked
 */
YxDate
yx_filing_case_get_today (YxFilingCase *self)
{
  return self->today;
}

static void
put_record (YxFilingCase *self, gconstpointer record)
{
  g_autoptr (YxDraft) other = yx_draft_from_record (record);
  g_autoptr (JsonNode) node = yx_draft_to_json (other);

  self->settling = TRUE;
  yx_draft_read_json (self->draft, node);
  self->settling = FALSE;
  settle (self, NULL);
}

/**
 * yx_filing_case_begin:
 * @self: an empty case
 * @enterprise: (nullable): who files
 * @remembered: (nullable): from yx_filing_case_remember()
 *
 * Fills in what most contracts say, and what the last one said where that is the enterprise's way.
 */
void
yx_filing_case_begin (YxFilingCase *self, const YxEnterprise *enterprise, JsonNode *remembered)
{
  g_autoptr (YxFiling) defaults = NULL;

  self->settling = TRUE;
  if (remembered != NULL)
    yx_draft_read_json (self->draft, remembered);
  self->settling = FALSE;
  defaults = yx_record_copy (yx_draft_peek (self->draft));
  yx_filing_set_defaults (defaults, enterprise, self->today);
  if (yx_record_has (defaults, "rules"))
    yx_record_unset (defaults, "rules");
  put_record (self, defaults);
  g_clear_pointer (&self->begun, json_node_unref);
  self->begun = yx_draft_to_json (self->draft);
}

/**
 * yx_filing_case_correct:
 * @self: an empty case
 * @returned: a filing that an officer returned
 *
 * Fills in all that it said; the officer's reason stays in sight.
 */
void
yx_filing_case_correct (YxFilingCase *self, const YxFiling *returned)
{
  g_autoptr (YxFiling) copy = yx_record_copy (returned);

  for (guint i = 0; i < yx_filing_type.n_fields; i++)
    if ((yx_filing_type.fields[i].flags & YX_CREATE) == 0)
      yx_record_unset (copy, yx_filing_type.fields[i].name);
  yx_record_unset (copy, "findings");
  if (!yx_filing_applies (copy, "w_birth"))
    {
      yx_record_unset (copy, "w_birth");
      yx_record_unset (copy, "w_sex");
    }
  g_free (self->reason);
  self->reason = g_strdup (returned->return_reason);
  put_record (self, copy);
}

/**
 * yx_filing_case_get_reason:
 * @self: a case
 *
 * Returns: (transfer none) (nullable): why an officer returned it
 */
const char *
yx_filing_case_get_reason (YxFilingCase *self)
{
  return self->reason;
}

/**
 * yx_filing_case_is_begun:
 * @self: a case
 *
 * Returns: whether anybody has written anything that is worth keeping
 */
gboolean
yx_filing_case_is_begun (YxFilingCase *self)
{
  g_autoptr (JsonNode) now = yx_draft_to_json (self->draft);

  return self->begun == NULL || !json_node_equal (now, self->begun);
}

/**
 * yx_filing_case_title:
 * @self: a case
 *
 * Returns: (transfer full): what people know it by: the worker's name and the post, as far as they are known
 */
char *
yx_filing_case_title (YxFilingCase *self)
{
  const char *name = yx_draft_get_text (self->draft, "w_name");
  const char *post = yx_draft_get_text (self->draft, "post");

  if (name[0] == '\0' || post[0] == '\0')
    return g_strdup (name[0] != '\0' ? name : post);
  return g_strdup_printf ("%s · %s", name, post);
}

/**
 * yx_filing_case_shows:
 * @self: a case
 * @field: a field of the form
 *
 * Returns: whether its row is there: it applies, or something is wrong with it
 */
gboolean
yx_filing_case_shows (YxFilingCase *self, const char *field)
{
  return yx_filing_applies (yx_draft_peek (self->draft), field);
}

static gboolean
is_missing (YxFilingCase *self, const char *field)
{
  return yx_draft_is_empty (self->draft, field) && yx_filing_needs (yx_draft_peek (self->draft), field);
}

static YxGroupState
field_state (YxFilingCase *self, const char *field)
{
  const YxDraftNote *note = yx_draft_get_note (self->draft, field);

  if (!yx_filing_case_shows (self, field))
    return YX_GROUP_DONE;
  if (is_missing (self, field))
    return YX_GROUP_MISSING;
  if (yx_draft_get_error (self->draft, field) != NULL || (note != NULL && note->severity == YX_FINDING_ERROR))
    return YX_GROUP_WRONG;
  return note != NULL ? YX_GROUP_WARNED : YX_GROUP_DONE;
}

/**
 * yx_filing_case_state:
 * @self: a case
 * @group: a group of the form
 *
 * What is wrong goes before what is missing: it is what the person has to look at.
 *
 * Returns: how far it is
 */
YxGroupState
yx_filing_case_state (YxFilingCase *self, const YxFilingGroup *group)
{
  const char *const *const lists[] = { group->needed, group->more };
  gboolean seen[YX_GROUP_DONE + 1] = { FALSE };

  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    for (const char *const *field = lists[i]; *field != NULL; field++)
      seen[field_state (self, *field)] = TRUE;
  if (seen[YX_GROUP_WRONG])
    return YX_GROUP_WRONG;
  if (seen[YX_GROUP_MISSING])
    return YX_GROUP_MISSING;
  return seen[YX_GROUP_WARNED] ? YX_GROUP_WARNED : YX_GROUP_DONE;
}

/**
 * yx_filing_case_first_fault:
 * @self: a case
 *
 * Returns: (transfer none) (nullable): the first field of the form that stops it
 */
const char *
yx_filing_case_first_fault (YxFilingCase *self)
{
  for (gsize i = 0; i < YX_FILING_GROUPS; i++)
    {
      const char *const *const lists[] = { yx_filing_groups[i].needed, yx_filing_groups[i].more };

      for (gsize j = 0; j < G_N_ELEMENTS (lists); j++)
        for (const char *const *field = lists[j]; *field != NULL; field++)
          if (field_state (self, *field) < YX_GROUP_WARNED)
            return *field;
    }
  return NULL;
}

/**
 * yx_filing_case_number_words:
 * @self: a case
 *
 * Returns: (transfer full) (nullable): what the worker's document number says of sex and birth
 */
char *
yx_filing_case_number_words (YxFilingCase *self)
{
  g_autoptr (YxFiling) applied = yx_filing_applied (yx_draft_peek (self->draft));
  g_autofree char *birth = NULL;

  if (yx_filing_applies (applied, "w_birth") || !yx_record_has (applied, "w_birth") || !yx_record_has (applied, "w_sex"))
    return NULL;
  birth = yx_date_format (applied->w_birth);
  /* Translators: a worker's sex, and the date of birth. */
  return g_strdup_printf (_("%s, born %s"), yx_choice_words (yx_choice_find (yx_sexes, applied->w_sex)), birth);
}

/**
 * yx_filing_case_warnings:
 * @self: a case
 *
 * Returns: (transfer full) (element-type utf8): what has to be accepted before it is filed, for people
 */
GPtrArray *
yx_filing_case_warnings (YxFilingCase *self)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->findings->len; i++)
    {
      const YxFinding *finding = self->findings->pdata[i];

      if (finding->severity != YX_FINDING_ERROR)
        {
          g_autofree char *sentence = yx_finding_words (finding);

          g_ptr_array_add (words, g_strdup_printf ("%s (%s)", sentence, finding->article));
        }
    }
  return words;
}

static YxFilingFinding *
name_finding (const char *rule, const char *field)
{
  YxFilingFinding *named = yx_filing_finding_new ();

  yx_record_set_text (named, "rule", rule);
  yx_record_set_text (named, "field", field);
  return named;
}

/* The rules' warnings, which the person was asked about, and those that only the hall knew. */
static GPtrArray *
list_accepted (YxFilingCase *self)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (yx_record_unref);

  for (guint i = 0; i < self->findings->len; i++)
    {
      const YxFinding *finding = self->findings->pdata[i];

      if (finding->severity != YX_FINDING_ERROR)
        g_ptr_array_add (list, name_finding (finding->rule, finding->field));
    }
  for (guint i = 0; i < self->accepted->len; i++)
    g_ptr_array_add (list, yx_record_ref (self->accepted->pdata[i]));
  return list;
}

/**
 * yx_filing_case_to_filing:
 * @self: a case without faults
 * @error: %YX_RECORD_ERROR with the field
 *
 * Returns: (transfer full) (nullable): what is filed: without what doesn't apply; its `findings` name what was accepted
 */
YxFiling *
yx_filing_case_to_filing (YxFilingCase *self, GError **error)
{
  g_autoptr (YxFiling) filing = yx_filing_applied (yx_draft_peek (self->draft));
  const char *fault = yx_filing_case_first_fault (self);

  if (fault != NULL)
    {
      const YxDraftNote *note = yx_draft_get_note (self->draft, fault);
      const char *words = yx_draft_get_error (self->draft, fault);

      yx_record_error_set (error, YX_RECORD_ERROR_FORMAT, fault, "%s",
                           words != NULL ? words : note != NULL ? note->words : _("Fill this in"));
      return NULL;
    }
  yx_record_take_list (filing, "findings", list_accepted (self));
  return yx_record_validate (filing, error) ? g_steal_pointer (&filing) : NULL;
}

/* "The pay is below … (L20, 劳动合同法第二十条); this may be accepted" as the hall says it. */
static gboolean
split_law (const char *detail, char **sentence, char **rule)
{
  const char *open = g_strrstr (detail, " (");
  const char *comma = open != NULL ? strchr (open, ',') : NULL;

  if (comma == NULL)
    return FALSE;
  *sentence = g_strndup (detail, (gsize) (open - detail));
  *rule = g_strndup (open + 2, (gsize) (comma - open - 2));
  return TRUE;
}

/**
 * yx_filing_case_refuse:
 * @self: a case
 * @error: why the hall did not take it
 * @words: (out) (transfer full): the reason for people, in the locale's language
 * @may_accept: (out): whether it is a warning that only the hall could know: the person is asked, and
 *   yx_filing_case_accept() says yes
 *
 * Puts the reason at its field.
 *
 * Returns: (transfer none) (nullable): the field, where it is one of the form's
 */
const char *
yx_filing_case_refuse (YxFilingCase *self, const GError *error, char **words, gboolean *may_accept)
{
  const char *field = error->domain == YX_PROBLEM_ERROR ? yx_problem_field (error) : yx_record_error_field (error);
  g_autofree char *sentence = NULL;
  g_autofree char *rule = NULL;
  const YxField *line = field != NULL ? yx_draft_find (self->draft, field) : NULL;

  *may_accept = FALSE;
  if (g_error_matches (error, YX_PROBLEM_ERROR, YX_PROBLEM_LAW) && split_law (error->message, &sentence, &rule))
    *may_accept = field != NULL && g_str_has_suffix (error->message, "this may be accepted");
  *words = g_strdup (g_dgettext (GETTEXT_PACKAGE, sentence != NULL ? sentence : error->message));
  g_clear_pointer (&self->asked, yx_filing_finding_unref);
  if (*may_accept)
    self->asked = name_finding (rule, field);
  if (line == NULL || yx_filing_group_of (field) == NULL)
    return NULL;
  if (!*may_accept)
    yx_draft_refuse (self->draft, line->name, *words);
  return line->name;
}

/**
 * yx_filing_case_accept:
 * @self: a case that the hall refused for a warning
 *
 * The person was asked, and files all the same.
 */
void
yx_filing_case_accept (YxFilingCase *self)
{
  if (self->asked != NULL)
    g_ptr_array_add (self->accepted, g_steal_pointer (&self->asked));
}

/**
 * yx_filing_case_to_json:
 * @self: a case
 *
 * Returns: (transfer full): all of it, for keeping
 */
JsonNode *
yx_filing_case_to_json (YxFilingCase *self)
{
  g_autoptr (JsonObject) object = json_object_new ();
  JsonObject *proposed = json_object_new ();
  JsonNode *node = json_node_alloc ();
  GHashTableIter iter;
  gpointer field, text;

  g_hash_table_iter_init (&iter, self->proposed);
  while (g_hash_table_iter_next (&iter, &field, &text))
    json_object_set_string_member (proposed, field, text);
  json_object_set_member (object, "fields", yx_draft_to_json (self->draft));
  json_object_set_object_member (object, "proposed", proposed);
  if (self->reason != NULL)
    json_object_set_string_member (object, "reason", self->reason);
  json_node_init_object (node, object);
  return node;
}

static void
read_proposed (YxFilingCase *self, JsonNode *node)
{
  JsonObjectIter iter;
  const char *field;
  JsonNode *text;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return;
  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &field, &text))
    if (json_node_get_value_type (text) == G_TYPE_STRING)
      g_hash_table_insert (self->proposed, g_strdup (field), g_strdup (json_node_get_string (text)));
}

/**
 * yx_filing_case_read_json:
 * @self: an empty case
 * @node: from yx_filing_case_to_json(), perhaps of another version
 *
 * Goes on with what was kept.
 */
void
yx_filing_case_read_json (YxFilingCase *self, JsonNode *node)
{
  JsonObject *object;
  JsonNode *reason;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return;
  object = json_node_get_object (node);
  read_proposed (self, json_object_get_member (object, "proposed"));
  reason = json_object_get_member (object, "reason");
  if (reason != NULL && json_node_get_value_type (reason) == G_TYPE_STRING)
    {
      g_free (self->reason);
      self->reason = json_node_dup_string (reason);
    }
  self->settling = TRUE;
  if (json_object_has_member (object, "fields"))
    yx_draft_read_json (self->draft, json_object_get_member (object, "fields"));
  self->settling = FALSE;
  settle (self, NULL);
}

/**
 * yx_filing_case_remember:
 * @self: a case that was filed
 *
 * Returns: (transfer full): what the next one may begin with
 */
JsonNode *
yx_filing_case_remember (YxFilingCase *self)
{
  JsonNode *node = yx_draft_to_json (self->draft);
  g_autoptr (GList) members = json_object_get_members (json_node_get_object (node));

  for (GList *member = members; member != NULL; member = member->next)
    if (!yx_filing_remembers (member->data))
      json_object_remove_member (json_node_get_object (node), member->data);
  return node;
}
