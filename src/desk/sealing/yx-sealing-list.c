/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/sealing/yx-sealing-list.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "client/yx-client-error.h"
#include "desk/common/yx-error-words.h"

struct _YxSealingList
{
  GPtrArray *lines; /* (owned) of YxSealingLine */
};

static void
free_line (gpointer data)
{
  YxSealingLine *line = data;

  yx_document_unref (line->document);
  g_free (line->reason);
  g_free (line);
}

static YxDocument *
find_document (GPtrArray *documents, const char *id)
{
  for (guint i = 0; i < documents->len; i++)
    if (g_strcmp0 (((YxDocument *) documents->pdata[i])->id, id) == 0)
      return documents->pdata[i];
  return NULL;
}

/**
 * yx_sealing_list_can_seal:
 * @line: a line
 *
 * Returns: whether the document is in a state in which an enterprise seals it
 */
gboolean
yx_sealing_list_can_seal (const YxSealingLine *line)
{
  return line->document->state == YX_DOCUMENT_TO_SEAL || line->document->state == YX_DOCUMENT_TO_SIGN;
}

/**
 * yx_sealing_list_new:
 * @documents: (element-type YxDocument): the enterprise's
 * @ids: which of them to seal, in order; what is not among them is left out
 *
 * Returns: (transfer full): the list; chosen are those that can be sealed
 */
YxSealingList *
yx_sealing_list_new (GPtrArray *documents, const char *const *ids)
{
  YxSealingList *list = g_new0 (YxSealingList, 1);

  list->lines = g_ptr_array_new_with_free_func (free_line);
  for (gsize i = 0; ids[i] != NULL; i++)
    {
      YxDocument *document = find_document (documents, ids[i]);
      YxSealingLine *line;

      if (document == NULL)
        continue;
      line = g_new0 (YxSealingLine, 1);
      line->document = yx_document_ref (document);
      line->chosen = yx_sealing_list_can_seal (line);
      g_ptr_array_add (list->lines, line);
    }
  return list;
}

/**
 * yx_sealing_list_free:
 * @list: (transfer full): a list
 */
void
yx_sealing_list_free (YxSealingList *list)
{
  g_ptr_array_unref (list->lines);
  g_free (list);
}

/**
 * yx_sealing_list_length:
 * @list: a list
 *
 * Returns: how many documents it has
 */
guint
yx_sealing_list_length (const YxSealingList *list)
{
  return list->lines->len;
}

/**
 * yx_sealing_list_line:
 * @list: a list
 * @index: from 0
 *
 * Returns: (transfer none): one of its lines; whether it is chosen may be set
 */
YxSealingLine *
yx_sealing_list_line (const YxSealingList *list, guint index)
{
  return list->lines->pdata[index];
}

/**
 * yx_sealing_list_count:
 * @list: a list
 * @state: how far
 *
 * Returns: how many of the chosen ones are so far
 */
guint
yx_sealing_list_count (const YxSealingList *list, YxSealingState state)
{
  guint count = 0;

  for (guint i = 0; i < list->lines->len; i++)
    {
      const YxSealingLine *line = list->lines->pdata[i];

      count += line->chosen && line->state == state;
    }
  return count;
}

/**
 * yx_sealing_list_to_do:
 * @list: a list
 *
 * Returns: how many are chosen and not sealed
 */
guint
yx_sealing_list_to_do (const YxSealingList *list)
{
  return yx_sealing_list_count (list, YX_SEALING_WAITING) + yx_sealing_list_count (list, YX_SEALING_FAILED);
}

/**
 * yx_sealing_list_title:
 * @line: a line
 *
 * Returns: (transfer full): whose document it is, and what kind
 */
char *
yx_sealing_list_title (const YxSealingLine *line)
{
  const YxDocument *document = line->document;

  return g_strdup_printf ("%s · %s", document->w_name != NULL ? document->w_name : document->title,
                          g_dgettext (GETTEXT_PACKAGE, yx_choice_find (yx_document_kinds, document->kind)->label));
}

static void
set_state (YxSealingLine *line, YxSealingState state, char *reason)
{
  line->state = state;
  g_free (line->reason);
  line->reason = reason;
}

static void
run_next (YxSealingList *list)
{
  for (guint i = 0; i < list->lines->len; i++)
    {
      YxSealingLine *line = list->lines->pdata[i];

      if (line->chosen && line->state == YX_SEALING_WAITING)
        {
          set_state (line, YX_SEALING_RUNNING, NULL);
          return;
        }
    }
}

/**
 * yx_sealing_list_begin:
 * @list: a list
 *
 * What failed is tried again.
 *
 * Returns: (transfer full) (element-type utf8): the documents to seal now, in order
 */
GPtrArray *
yx_sealing_list_begin (YxSealingList *list)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < list->lines->len; i++)
    {
      YxSealingLine *line = list->lines->pdata[i];

      if (!line->chosen || line->state == YX_SEALING_DONE)
        continue;
      set_state (line, YX_SEALING_WAITING, NULL);
      g_ptr_array_add (ids, g_strdup (line->document->id));
    }
  run_next (list);
  return ids;
}

/* Nothing is wrong with the document: it is tried again as it is. */
static gboolean
only_waits (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
         || g_error_matches (error, YX_CLIENT_ERROR, YX_CLIENT_ERROR_UNREACHABLE);
}

/**
 * yx_sealing_list_note:
 * @list: a list
 * @document: a document's id
 * @error: (nullable): why it was not sealed
 */
void
yx_sealing_list_note (YxSealingList *list, const char *document, const GError *error)
{
  for (guint i = 0; i < list->lines->len; i++)
    {
      YxSealingLine *line = list->lines->pdata[i];

      if (g_strcmp0 (line->document->id, document) != 0)
        continue;
      if (error == NULL)
        set_state (line, YX_SEALING_DONE, NULL);
      else if (only_waits (error))
        set_state (line, YX_SEALING_WAITING, NULL);
      else
        set_state (line, YX_SEALING_FAILED, yx_error_words (error));
      if (error == NULL || !only_waits (error))
        run_next (list);
      return;
    }
}

/**
 * yx_sealing_list_end:
 * @list: a list
 *
 * Nothing is under way any more.
 */
void
yx_sealing_list_end (YxSealingList *list)
{
  for (guint i = 0; i < list->lines->len; i++)
    {
      YxSealingLine *line = list->lines->pdata[i];

      if (line->state == YX_SEALING_RUNNING)
        set_state (line, YX_SEALING_WAITING, NULL);
    }
}

/**
 * yx_sealing_list_words:
 * @list: a list
 *
 * Returns: (transfer full): what came of it, in one sentence
 */
char *
yx_sealing_list_words (const YxSealingList *list)
{
  guint done = yx_sealing_list_count (list, YX_SEALING_DONE);
  guint failed = yx_sealing_list_count (list, YX_SEALING_FAILED);
  guint waiting = yx_sealing_list_count (list, YX_SEALING_WAITING);

  if (failed == 0 && waiting == 0)
    return g_strdup_printf (ngettext ("%u document is sealed.", "All %u documents are sealed.", done), done);
  if (failed == 0)
    /* Translators: how many are sealed, how many not yet. */
    return g_strdup_printf (_("%u sealed, %u not yet."), done, waiting);
  if (waiting == 0)
    /* Translators: how many are sealed, how many failed. */
    return g_strdup_printf (_("%u sealed, %u failed."), done, failed);
  return g_strdup_printf (_("%u sealed, %u failed, %u not yet."), done, failed, waiting);
}
