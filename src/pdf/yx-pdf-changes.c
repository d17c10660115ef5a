/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf/yx-pdf-changes.h"

#include <string.h>

#define MAX_DEPTH 64
#define MAX_COMPARED 10000

struct _YxPdfChanges
{
  YxPdfDocument *document;
  YxPdfPermits permits;
  guint old;               /* the revision compared with: what comes next is judged by it */
  GHashTable *dangling;    /* numbers that something refers to though there is no such object */
  GHashTable *open;        /* numbers that changed and are not explained yet */
  GHashTable *stamps;      /* numbers of timestamp or signature fields that this revision adds */
  guint filled;            /* how many places this revision fills: one at most */
  GPtrArray *found;        /* YxPdfChange of this revision */
};

static void
free_change (YxPdfChange *change)
{
  g_free (change->path);
  g_free (change);
}

static const YxPdfValue *
old_object (YxPdfChanges *changes, guint number)
{
  return yx_pdf_document_object (changes->document, changes->old, number);
}

static const YxPdfValue *
new_object (YxPdfChanges *changes, guint number)
{
  return yx_pdf_document_object (changes->document, changes->old + 1, number);
}

static const YxPdfValue *
old_value (YxPdfChanges *changes, const YxPdfValue *dictionary, const char *key)
{
  return yx_pdf_document_get (changes->document, changes->old, dictionary, key);
}

static const YxPdfValue *
new_value (YxPdfChanges *changes, const YxPdfValue *dictionary, const char *key)
{
  return yx_pdf_document_get (changes->document, changes->old + 1, dictionary, key);
}

static gboolean
is_new (YxPdfChanges *changes, guint number)
{
  return yx_pdf_document_entry (changes->document, changes->old, number) == NULL;
}

static gboolean
is_open (YxPdfChanges *changes, guint number)
{
  return g_hash_table_contains (changes->open, GUINT_TO_POINTER (number));
}

static void
report (YxPdfChanges *changes, guint number, const char *path, gboolean allowed, gboolean fills)
{
  YxPdfChange *change = g_new0 (YxPdfChange, 1);

  change->object = number;
  change->path = g_strdup (path);
  change->allowed = allowed;
  change->fills = fills;
  g_ptr_array_add (changes->found, change);
  g_hash_table_remove (changes->open, GUINT_TO_POINTER (number));
}

/* What an old object refers to in vain must stay nothing: else a later revision would fill the hole. */
static void
note_references (YxPdfChanges *changes, guint revision, const YxPdfValue *value)
{
  if (value->kind == YX_PDF_REFERENCE)
    {
      if (yx_pdf_document_entry (changes->document, revision, (guint) value->integer) == NULL)
        g_hash_table_add (changes->dangling, GUINT_TO_POINTER ((guint) value->integer));
      return;
    }
  for (guint i = 0; value->items != NULL && i < value->items->len; i++)
    note_references (changes, revision, value->items->pdata[i]);
}

/* Explains the new objects below @value. What it refers to among the old ones explains itself or not. */
static void
explain_tree (YxPdfChanges *changes, const YxPdfValue *value, const char *path, gboolean fills, guint depth)
{
  guint number = 0;

  if (value == NULL || depth > MAX_DEPTH)
    return;
  if (value->kind == YX_PDF_REFERENCE)
    {
      number = (guint) value->integer;
      if (!is_open (changes, number) || !is_new (changes, number) ||
          g_hash_table_contains (changes->dangling, GUINT_TO_POINTER (number)))
        return;
      report (changes, number, path, TRUE, fills);
      explain_tree (changes, new_object (changes, number), path, fills, depth + 1);
      return;
    }
  for (guint i = 0; value->items != NULL && i < value->items->len; i++)
    {
      g_autofree char *below = value->keys != NULL ? g_strdup_printf ("%s/%s", path, (char *) value->keys->pdata[i])
                                                   : g_strdup_printf ("%s/%u", path, i);

      explain_tree (changes, value->items->pdata[i], below, fills, depth + 1);
    }
}

/* Whether two dictionaries say the same but for some keys. */
static gboolean
same_but (const YxPdfValue *old, const YxPdfValue *new, const char *const *but)
{
  if (!yx_pdf_value_is_dictionary (old) || !yx_pdf_value_is_dictionary (new))
    return FALSE;
  for (guint i = 0; i < old->keys->len; i++)
    {
      const YxPdfValue *other = yx_pdf_value_get (new, old->keys->pdata[i]);

      if (!g_strv_contains (but, old->keys->pdata[i]) &&
          (other == NULL || !yx_pdf_value_equal (old->items->pdata[i], other)))
        return FALSE;
    }
  for (guint i = 0; i < new->keys->len; i++)
    if (!g_strv_contains (but, new->keys->pdata[i]) && yx_pdf_value_get (old, new->keys->pdata[i]) == NULL)
      return FALSE;
  return TRUE;
}

/* An invisible new field that holds a document timestamp and nothing that could be seen. */
static gboolean
is_stamp (YxPdfChanges *changes, const YxPdfValue *item)
{
  static const char *const keys[] = { "Type", "Subtype", "FT", "T", "F", "P", "Rect", "V", "AP", NULL };
  const YxPdfValue *field = NULL;
  const YxPdfValue *value = NULL;
  double box[4] = { 0 };

  if (changes->filled > 0 || item->kind != YX_PDF_REFERENCE || !is_open (changes, (guint) item->integer) ||
      !is_new (changes, (guint) item->integer))
    return FALSE;
  field = new_object (changes, (guint) item->integer);
  if (!yx_pdf_value_is_dictionary (field))
    return FALSE;
  for (guint i = 0; i < field->keys->len; i++)
    if (!g_strv_contains (keys, field->keys->pdata[i]))
      return FALSE;
  value = new_value (changes, field, "V");
  return yx_pdf_value_is_name (yx_pdf_value_get (field, "FT"), "Sig") &&
         yx_pdf_value_get_box (yx_pdf_value_get (field, "Rect"), box) && box[0] >= box[2] && box[1] >= box[3] &&
         yx_pdf_value_is_name (yx_pdf_value_get (value, "SubFilter"), "ETSI.RFC3161") &&
         yx_pdf_value_is_name (yx_pdf_value_get (value, "Type"), "DocTimeStamp");
}

/* A new field with the signature that this revision adds. */
static gboolean
is_new_signature (YxPdfChanges *changes, const YxPdfValue *item)
{
  const YxPdfValue *field = NULL;

  if (changes->permits < YX_PDF_PERMITS_FIELDS || changes->filled > 0 || item->kind != YX_PDF_REFERENCE ||
      !is_open (changes, (guint) item->integer) || !is_new (changes, (guint) item->integer))
    return FALSE;
  field = new_object (changes, (guint) item->integer);
  return yx_pdf_value_is_name (yx_pdf_value_get (field, "FT"), "Sig") && yx_pdf_value_get (field, "Kids") == NULL &&
         yx_pdf_value_is_dictionary (new_value (changes, field, "V"));
}

static gboolean
is_prefix (const YxPdfValue *old, const YxPdfValue *new)
{
  guint n = old != NULL && old->kind == YX_PDF_ARRAY ? old->items->len : 0;

  if ((old != NULL && old->kind != YX_PDF_ARRAY) || new == NULL || new->kind != YX_PDF_ARRAY || new->items->len < n)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!yx_pdf_value_equal (old->items->pdata[i], new->items->pdata[i]))
      return FALSE;
  return TRUE;
}

/* Direct or indirect; an indirect array must stay the same object, a new one may take an absent one's place. */
static gboolean
same_place (YxPdfChanges *changes, const YxPdfValue *old, const YxPdfValue *new)
{
  if (old == NULL)
    return new == NULL || new->kind != YX_PDF_REFERENCE || is_new (changes, (guint) new->integer);
  if (new == NULL || old->kind != new->kind)
    return FALSE;
  return old->kind != YX_PDF_REFERENCE || old->integer == new->integer;
}

static gboolean
explain_fields (YxPdfChanges *changes, const YxPdfValue *old, const YxPdfValue *new)
{
  const YxPdfValue *old_fields = old_value (changes, old, "Fields");
  const YxPdfValue *new_fields = new_value (changes, new, "Fields");
  const YxPdfValue *place = yx_pdf_value_get (new, "Fields");

  if (!same_place (changes, yx_pdf_value_get (old, "Fields"), place) || !is_prefix (old_fields, new_fields))
    return FALSE;
  for (guint i = old_fields != NULL ? old_fields->items->len : 0; i < new_fields->items->len; i++)
    {
      const YxPdfValue *item = new_fields->items->pdata[i];

      if (!is_stamp (changes, item) && !is_new_signature (changes, item))
        return FALSE;
      g_hash_table_add (changes->stamps, GUINT_TO_POINTER ((guint) item->integer));
      explain_tree (changes, item, "/AcroForm/Fields", FALSE, 0);
    }
  if (place->kind == YX_PDF_REFERENCE && is_open (changes, (guint) place->integer))
    report (changes, (guint) place->integer, "/AcroForm/Fields", TRUE, FALSE);
  return TRUE;
}

static gboolean
same_flags (const YxPdfValue *old, const YxPdfValue *new)
{
  const YxPdfValue *before = yx_pdf_value_get (old, "SigFlags");
  const YxPdfValue *after = yx_pdf_value_get (new, "SigFlags");

  return after != NULL ? after->kind == YX_PDF_INTEGER && (after->integer & ~3) == 0 : before == NULL;
}

static gpointer
pack (const YxPdfValue *reference)
{
  return GSIZE_TO_POINTER (((gsize) reference->integer << 16) + (gsize) reference->generation);
}

static gboolean
contains_all (const YxPdfValue *old, const YxPdfValue *new)
{
  g_autoptr (GHashTable) references = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < new->items->len; i++)
    if (((const YxPdfValue *) new->items->pdata[i])->kind == YX_PDF_REFERENCE)
      g_hash_table_add (references, pack (new->items->pdata[i]));
  for (guint i = 0; i < old->items->len; i++)
    if (((const YxPdfValue *) old->items->pdata[i])->kind != YX_PDF_REFERENCE
        || !g_hash_table_contains (references, pack (old->items->pdata[i])))
      return FALSE;
  return TRUE;
}

/* Whether the store @new holds all that @old held (ETSI EN 319 142-1 §5.4.2.2): it may only grow. @left: how
 * many more values may be compared. */
static gboolean
keeps (YxPdfChanges *changes, const YxPdfValue *old, const YxPdfValue *new, guint *left)
{
  const YxPdfValue *before = yx_pdf_document_resolve (changes->document, changes->old, old);
  const YxPdfValue *after = yx_pdf_document_resolve (changes->document, changes->old + 1, new);

  if (*left == 0)
    return FALSE;
  (*left)--;
  if (yx_pdf_value_equal (old, new))
    return TRUE;
  if (before->kind != after->kind)
    return FALSE;
  if (before->kind == YX_PDF_ARRAY)
    return contains_all (before, after);
  if (before->kind != YX_PDF_DICTIONARY)
    return yx_pdf_value_equal (before, after);
  for (guint i = 0; i < before->keys->len; i++)
    {
      const YxPdfValue *other = yx_pdf_value_get (after, before->keys->pdata[i]);

      if (other == NULL || !keeps (changes, before->items->pdata[i], other, left))
        return FALSE;
    }
  return TRUE;
}

/* The resources for fields' appearances may only grow. */
static gboolean
explain_resources (YxPdfChanges *changes, const YxPdfValue *old, const YxPdfValue *new)
{
  const YxPdfValue *before = yx_pdf_value_get (old, "DR");
  const YxPdfValue *after = yx_pdf_value_get (new, "DR");
  guint left = MAX_COMPARED;

  if (before != NULL && (after == NULL || !keeps (changes, before, after, &left)))
    return FALSE;
  explain_tree (changes, after, "/AcroForm/DR", FALSE, 0);
  return TRUE;
}

static gboolean
explain_form (YxPdfChanges *changes, const YxPdfValue *old_root, const YxPdfValue *new_root)
{
  static const char *const strictly[] = { "Fields", "SigFlags", NULL };
  static const char *const freely[] = { "Fields", "SigFlags", "DR", "DA", "NeedAppearances", NULL };
  gboolean fields = changes->permits >= YX_PDF_PERMITS_FIELDS;
  g_autoptr (YxPdfValue) empty = yx_pdf_value_new (YX_PDF_DICTIONARY);
  const YxPdfValue *place = yx_pdf_value_get (new_root, "AcroForm");
  const YxPdfValue *old = old_value (changes, old_root, "AcroForm");
  const YxPdfValue *new = new_value (changes, new_root, "AcroForm");

  if (old == NULL && new == NULL)
    return TRUE;
  if (new == NULL || !same_place (changes, yx_pdf_value_get (old_root, "AcroForm"), place))
    return FALSE;
  if (old == NULL)
    old = empty;
  if (!same_but (old, new, fields ? freely : strictly) || !same_flags (old, new) ||
      !explain_fields (changes, old, new) || (fields && !explain_resources (changes, old, new)))
    return FALSE;
  if (place->kind == YX_PDF_REFERENCE && is_open (changes, (guint) place->integer))
    report (changes, (guint) place->integer, "/AcroForm", TRUE, FALSE);
  return TRUE;
}

static gboolean
is_signed (YxPdfChanges *changes, guint revision)
{
  GPtrArray *fields = yx_pdf_document_form_fields (changes->document, revision);
  gboolean found = FALSE;

  for (guint i = 0; i < fields->len && !found; i++)
    found = ((const YxPdfFormField *) fields->pdata[i])->signature
            && ((const YxPdfFormField *) fields->pdata[i])->value != NULL;
  g_ptr_array_unref (fields);
  return found;
}

/* The first signature certifies: /Perms then refers to it, and to nothing else (ISO 32000-2 §12.8.6). */
static gboolean
explain_permissions (YxPdfChanges *changes, const YxPdfValue *old, const YxPdfValue *new)
{
  const YxPdfValue *permissions = yx_pdf_value_get (new, "Perms");
  const YxPdfValue *value = yx_pdf_value_get (permissions, "DocMDP");

  if (permissions == NULL || yx_pdf_value_get (old, "Perms") != NULL)
    return yx_pdf_value_get (old, "Perms") == NULL
           || (permissions != NULL && yx_pdf_value_equal (yx_pdf_value_get (old, "Perms"), permissions));
  return !is_signed (changes, changes->old) && yx_pdf_value_is_dictionary (permissions)
         && permissions->keys->len == 1 && value != NULL && value->kind == YX_PDF_REFERENCE
         && is_new (changes, (guint) value->integer);
}

static gboolean
same (const YxPdfValue *old, const YxPdfValue *new)
{
  return old != NULL && new != NULL ? yx_pdf_value_equal (old, new) : old == new;
}

/* Validation data come in a revision of their own, never with a signature that is filled in. */
static gboolean
explain_evidence (YxPdfChanges *changes, const YxPdfValue *old, const YxPdfValue *new)
{
  const YxPdfValue *store = yx_pdf_value_get (old, "DSS");
  const YxPdfValue *new_store = yx_pdf_value_get (new, "DSS");
  const YxPdfValue *extensions = yx_pdf_value_get (old, "Extensions");
  const YxPdfValue *new_extensions = yx_pdf_value_get (new, "Extensions");
  guint left = MAX_COMPARED;

  if (changes->filled > 0)
    return same (store, new_store) && same (extensions, new_extensions);
  return (extensions == NULL || same (extensions, new_extensions))
         && (store == NULL || (new_store != NULL && keeps (changes, store, new_store, &left)));
}

/* What is said about the document and shown on no page: an object that changed or was added. */
static void
explain_said (YxPdfChanges *changes, const YxPdfValue *old, const YxPdfValue *new, const char *path)
{
  guint number = new != NULL && new->kind == YX_PDF_REFERENCE ? (guint) new->integer : 0;

  if (number > 0 && old != NULL && yx_pdf_value_is_reference (old, number) && is_open (changes, number))
    report (changes, number, path, TRUE, FALSE);
  explain_tree (changes, new, path, FALSE, 0);
}

static void
explain_root (YxPdfChanges *changes)
{
  static const char *const strictly[] = { "AcroForm", "DSS", "Extensions", "Perms", NULL };
  static const char *const freely[] = { "AcroForm", "DSS", "Extensions", "Perms", "Metadata", "Version", NULL };
  gboolean fields = changes->permits >= YX_PDF_PERMITS_FIELDS;
  guint number = yx_pdf_document_root_number (changes->document, changes->old);
  const YxPdfValue *old = old_object (changes, number);
  const YxPdfValue *new = new_object (changes, number);
  gboolean form = explain_form (changes, old, new);
  gboolean kept = explain_evidence (changes, old, new);

  if (changes->filled == 0)
    explain_tree (changes, yx_pdf_value_get (new, "DSS"), "/DSS", FALSE, 0);
  if (is_open (changes, number))
    report (changes, number, "/",
            form && kept && explain_permissions (changes, old, new) && same_but (old, new, fields ? freely : strictly), FALSE);
  if (fields)
    explain_said (changes, yx_pdf_value_get (old, "Metadata"), yx_pdf_value_get (new, "Metadata"), "/Metadata");
}

/* A field that is there, is a signature place and has no value yet gets one, and its widget an appearance: one
 * in a revision. */
static void
explain_place (YxPdfChanges *changes, const YxPdfFormField *field)
{
  static const char *const strictly[] = { "V", "AP", NULL };
  static const char *const freely[] = { "V", "AP", "AS", "M", "F", "MK", "DA", "DR", "BS", "Border", NULL };
  static const char *const shown[] = { "AP", NULL };
  gboolean fields = changes->permits >= YX_PDF_PERMITS_FIELDS;
  const YxPdfValue *old = old_object (changes, field->object);
  const YxPdfValue *new = new_object (changes, field->object);
  g_autofree char *path = g_strdup_printf ("/AcroForm/%s", field->name);
  g_autofree char *value = g_strdup_printf ("%s/V", path);
  g_autofree char *appearance = g_strdup_printf ("%s/AP", path);

  if (changes->filled > 0 || !is_open (changes, field->object) || !field->signature || field->value != NULL ||
      new_value (changes, new, "V") == NULL || !same_but (old, new, fields ? freely : strictly))
    return;
  changes->filled++;
  report (changes, field->object, path, TRUE, TRUE);
  explain_tree (changes, yx_pdf_value_get (new, "V"), value, TRUE, 0);
  explain_tree (changes, yx_pdf_value_get (new, "AP"), appearance, TRUE, 0);
  if (fields)
    explain_tree (changes, yx_pdf_value_get (new, "DR"), appearance, TRUE, 0);
  for (guint i = 0; i < field->widgets->len; i++)
    {
      guint number = g_array_index (field->widgets, guint, i);

      if (!is_open (changes, number) || !same_but (old_object (changes, number), new_object (changes, number), shown))
        continue;
      report (changes, number, path, TRUE, TRUE);
      explain_tree (changes, yx_pdf_value_get (new_object (changes, number), "AP"), appearance, TRUE, 0);
    }
}

static gboolean
names_field (const YxPdfValue *names, const char *name)
{
  for (guint i = 0; names != NULL && names->kind == YX_PDF_ARRAY && i < names->items->len; i++)
    {
      g_autofree char *text = yx_pdf_value_get_text (names->items->pdata[i]);
      gsize length = text != NULL ? strlen (text) : 0;

      if (length > 0 && strncmp (name, text, length) == 0 && (name[length] == '\0' || name[length] == '.'))
        return TRUE;
    }
  return FALSE;
}

/* Whether one signature locks a field (ISO 32000-2 §12.8.2.4); what cannot be read locks all. */
static gboolean
locks (YxPdfChanges *changes, const YxPdfValue *signature, const char *name)
{
  const YxPdfValue *references = old_value (changes, signature, "Reference");
  gboolean locked = FALSE;

  for (guint i = 0; references != NULL && references->kind == YX_PDF_ARRAY && i < references->items->len && !locked; i++)
    {
      const YxPdfValue *reference = yx_pdf_document_resolve (changes->document, changes->old,
                                                             references->items->pdata[i]);
      const YxPdfValue *parameters = old_value (changes, reference, "TransformParams");
      const YxPdfValue *action = old_value (changes, parameters, "Action");

      if (!yx_pdf_value_is_name (old_value (changes, reference, "TransformMethod"), "FieldMDP"))
        continue;
      if (yx_pdf_value_is_name (action, "Include"))
        locked = names_field (old_value (changes, parameters, "Fields"), name);
      else if (yx_pdf_value_is_name (action, "Exclude"))
        locked = !names_field (old_value (changes, parameters, "Fields"), name);
      else
        locked = TRUE;
    }
  return locked;
}

static gboolean
is_locked (YxPdfChanges *changes, const GPtrArray *fields, const char *name)
{
  for (guint i = 0; i < fields->len; i++)
    {
      const YxPdfFormField *field = fields->pdata[i];

      if (field->signature && field->value != NULL && locks (changes, field->value, name))
        return TRUE;
    }
  return FALSE;
}

static void
explain_shown (YxPdfChanges *changes, guint number, const char *path)
{
  const YxPdfValue *new = new_object (changes, number);

  report (changes, number, path, TRUE, TRUE);
  explain_tree (changes, yx_pdf_value_get (new, "V"), path, TRUE, 0);
  explain_tree (changes, yx_pdf_value_get (new, "AP"), path, TRUE, 0);
}

/* Another program's form: a field that no signature locks gets a value, its widgets show it. */
static void
explain_filling (YxPdfChanges *changes, const GPtrArray *fields, const YxPdfFormField *field)
{
  static const char *const filled[] = { "V", "RV", "AP", "AS", "M", NULL };
  static const char *const shown[] = { "AP", "AS", "M", NULL };
  g_autofree char *path = g_strdup_printf ("/AcroForm/%s", field->name);

  if (changes->permits < YX_PDF_PERMITS_FORMS || field->signature || is_locked (changes, fields, field->name))
    return;
  if (is_open (changes, field->object) &&
      same_but (old_object (changes, field->object), new_object (changes, field->object), filled))
    explain_shown (changes, field->object, path);
  for (guint i = 0; i < field->widgets->len; i++)
    {
      guint number = g_array_index (field->widgets, guint, i);

      if (is_open (changes, number) && same_but (old_object (changes, number), new_object (changes, number), shown))
        explain_shown (changes, number, path);
    }
}

static gboolean
only_stamps_added (YxPdfChanges *changes, const YxPdfValue *old, const YxPdfValue *new)
{
  if (old == NULL && new == NULL)
    return TRUE;
  if (!is_prefix (old, new))
    return FALSE;
  for (guint i = old != NULL ? old->items->len : 0; i < new->items->len; i++)
    {
      const YxPdfValue *item = new->items->pdata[i];

      if (item->kind != YX_PDF_REFERENCE ||
          !g_hash_table_contains (changes->stamps, GUINT_TO_POINTER ((guint) item->integer)))
        return FALSE;
    }
  return TRUE;
}

static void
explain_page (YxPdfChanges *changes, guint number, guint index)
{
  static const char *const but[] = { "Annots", NULL };
  const YxPdfValue *old = old_object (changes, number);
  const YxPdfValue *new = new_object (changes, number);
  const YxPdfValue *place = yx_pdf_value_get (new, "Annots");
  guint array = place != NULL && place->kind == YX_PDF_REFERENCE ? (guint) place->integer : 0;
  g_autofree char *path = g_strdup_printf ("/Pages/%u", index + 1);
  g_autofree char *annotations = g_strdup_printf ("%s/Annots", path);
  gboolean allowed = FALSE;

  if (!is_open (changes, number) && !is_open (changes, array))
    return;
  allowed = same_place (changes, yx_pdf_value_get (old, "Annots"), place) &&
            only_stamps_added (changes, old_value (changes, old, "Annots"), new_value (changes, new, "Annots"));
  if (is_open (changes, array))
    report (changes, array, annotations, allowed, FALSE);
  if (is_open (changes, number))
    report (changes, number, path, allowed && same_but (old, new, but), FALSE);
}

static void
explain_trailer (YxPdfChanges *changes)
{
  static const char *const kept[] = { "Root", "Info", "Encrypt" };
  const YxPdfValue *old = yx_pdf_document_revision (changes->document, changes->old)->trailer;
  const YxPdfValue *new = yx_pdf_document_revision (changes->document, changes->old + 1)->trailer;

  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    {
      const YxPdfValue *before = yx_pdf_value_get (old, kept[i]);
      const YxPdfValue *after = yx_pdf_value_get (new, kept[i]);
      g_autofree char *path = g_strdup_printf ("trailer/%s", kept[i]);

      if (i == 1 && changes->permits >= YX_PDF_PERMITS_FIELDS)
        explain_said (changes, before, after, path);
      else if (before == NULL ? after != NULL : after == NULL || !yx_pdf_value_equal (before, after))
        report (changes, 0, path, FALSE, FALSE);
    }
}

/* The cross-reference stream and object streams are only the way in which a revision is written. */
static gboolean
is_carrier (YxPdfChanges *changes, const YxPdfSection *section, const YxPdfEntry *entry)
{
  if (entry->kind != YX_PDF_PLAIN || !is_new (changes, entry->number) ||
      g_hash_table_contains (changes->dangling, GUINT_TO_POINTER (entry->number)))
    return FALSE;
  if (entry->number == section->stream)
    return TRUE;
  for (guint i = 0; i < section->entries->len; i++)
    {
      const YxPdfEntry *other = &g_array_index (section->entries, YxPdfEntry, i);

      if (other->kind == YX_PDF_COMPRESSED && other->place == entry->number)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_changed (YxPdfChanges *changes, const YxPdfEntry *entry)
{
  const YxPdfEntry *old = yx_pdf_document_entry (changes->document, changes->old, entry->number);

  if (entry->number == 0)
    return FALSE;
  if (entry->kind == YX_PDF_FREE)
    return old != NULL;
  return old == NULL || old->generation != entry->generation ||
         !yx_pdf_value_equal (old_object (changes, entry->number), new_object (changes, entry->number));
}

static void
open_changes (YxPdfChanges *changes)
{
  const YxPdfRevision *revision = yx_pdf_document_revision (changes->document, changes->old + 1);

  for (guint s = 0; s < revision->sections->len; s++)
    {
      const YxPdfSection *section = revision->sections->pdata[s];

      for (guint i = 0; i < section->entries->len; i++)
        {
          const YxPdfEntry *entry = &g_array_index (section->entries, YxPdfEntry, i);

          if (is_changed (changes, entry) && !is_carrier (changes, section, entry))
            g_hash_table_add (changes->open, GUINT_TO_POINTER (entry->number));
        }
    }
}

typedef struct
{
  YxPdfChanges *changes;
  GHashTable *seen;
} Search;

/* Finds paths to what nothing explains. */
static void
search (Search *at, const YxPdfValue *value, const char *path, guint depth)
{
  if (depth > MAX_DEPTH || g_hash_table_size (at->changes->open) == 0)
    return;
  if (value->kind == YX_PDF_REFERENCE)
    {
      guint number = (guint) value->integer;

      if (!g_hash_table_add (at->seen, GUINT_TO_POINTER (number)))
        return;
      if (is_open (at->changes, number))
        report (at->changes, number, path, FALSE, FALSE);
      search (at, new_object (at->changes, number), path, depth + 1);
      return;
    }
  for (guint i = 0; value->items != NULL && i < value->items->len; i++)
    {
      g_autofree char *below = value->keys != NULL ? g_strdup_printf ("%s/%s", path, (char *) value->keys->pdata[i])
                                                   : g_strdup_printf ("%s/%u", path, i);

      search (at, value->items->pdata[i], below, depth + 1);
    }
}

/* Other programs leave new objects behind that nothing refers to. */
static gboolean
may_lie_idle (YxPdfChanges *changes, guint number)
{
  return changes->permits >= YX_PDF_PERMITS_FIELDS && is_new (changes, number) &&
         !g_hash_table_contains (changes->dangling, GUINT_TO_POINTER (number));
}

static void
report_rest (YxPdfChanges *changes)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  Search at = { changes, seen };
  GHashTableIter iter;
  gpointer number = NULL;

  if (g_hash_table_size (changes->open) == 0)
    return;
  search (&at, yx_pdf_document_root (changes->document, changes->old + 1), "", 0);
  for (g_hash_table_iter_init (&iter, changes->open); g_hash_table_iter_next (&iter, &number, NULL);
       g_hash_table_iter_init (&iter, changes->open))
    report (changes, GPOINTER_TO_UINT (number), "unreferenced", may_lie_idle (changes, GPOINTER_TO_UINT (number)),
            FALSE);
}

/* @first: the revision, from 0, that all later ones are compared with one after the other. */
YxPdfChanges *
yx_pdf_changes_new (YxPdfDocument *document, guint first, YxPdfPermits permits)
{
  YxPdfChanges *changes = g_new0 (YxPdfChanges, 1);

  changes->document = document;
  changes->old = first;
  changes->permits = permits;
  changes->dangling = g_hash_table_new (NULL, NULL);
  changes->open = g_hash_table_new (NULL, NULL);
  changes->stamps = g_hash_table_new (NULL, NULL);
  for (guint i = 1; i < yx_pdf_document_size (document, first); i++)
    note_references (changes, first, yx_pdf_document_object (document, first, i));
  return changes;
}

void
yx_pdf_changes_free (YxPdfChanges *changes)
{
  g_hash_table_unref (changes->dangling);
  g_hash_table_unref (changes->open);
  g_hash_table_unref (changes->stamps);
  g_free (changes);
}

static void
explain (YxPdfChanges *changes)
{
  g_autoptr (GPtrArray) fields = yx_pdf_document_form_fields (changes->document, changes->old);
  g_autoptr (GArray) pages = yx_pdf_document_page_numbers (changes->document, changes->old);

  explain_trailer (changes);
  changes->filled = 0;
  for (guint i = 0; i < fields->len; i++)
    {
      explain_place (changes, fields->pdata[i]);
      explain_filling (changes, fields, fields->pdata[i]);
    }
  explain_root (changes);
  for (guint i = 0; i < pages->len; i++)
    explain_page (changes, g_array_index (pages, guint, i), i);
  report_rest (changes);
}

/* (transfer full) (element-type YxPdfChange): what the next revision did. */
GPtrArray *
yx_pdf_changes_next (YxPdfChanges *changes)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) free_change);
  const YxPdfRevision *revision = yx_pdf_document_revision (changes->document, changes->old + 1);

  changes->found = found;
  g_hash_table_remove_all (changes->open);
  g_hash_table_remove_all (changes->stamps);
  open_changes (changes);
  explain (changes);
  changes->old++;
  for (guint s = 0; s < revision->sections->len; s++)
    {
      const YxPdfSection *section = revision->sections->pdata[s];

      for (guint i = 0; i < section->entries->len; i++)
        note_references (changes, changes->old,
                         yx_pdf_document_object (changes->document, changes->old,
                                                 g_array_index (section->entries, YxPdfEntry, i).number));
    }
  changes->found = NULL;
  return g_steal_pointer (&found);
}
