/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/signing/yx-document-summary.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_TEXT (64 * 1024) /* bytes of an article */
#define MAX_WORDS 48 /* characters */
#define NUMBER_END "条"

/* The heads of the articles of our templates, resources/templates. */
static const struct
{
  const char *heads[4];
  const char *label;
} kinds[] = {
  [YX_SUMMARY_PAY] = { { "【工资标准】", "【劳动报酬】", "【计酬标准】" }, N_ ("Pay") },
  [YX_SUMMARY_TERM] = { { "【合同期限】" }, N_ ("Term") },
  [YX_SUMMARY_PROBATION] = { { "【试用期】", "【不约定试用期】" }, N_ ("Probation") },
  [YX_SUMMARY_PROBATION_PAY] = { { "【试用期工资】" }, N_ ("Pay on probation") },
};

G_STATIC_ASSERT (G_N_ELEMENTS (kinds) == YX_N_SUMMARY_KINDS);

/* Chinese needs no blanks, and where the paper breaks a line means nothing. */
static char *
join_lines (const char *text)
{
  GString *joined = g_string_new (NULL);

  for (const char *at = text; *at != '\0' && joined->len < MAX_TEXT; at = g_utf8_next_char (at))
    if (!g_unichar_isspace (g_utf8_get_char (at)) && g_utf8_get_char (at) != 0x3000)
      g_string_append_unichar (joined, g_utf8_get_char (at));
  return g_string_free (joined, FALSE);
}

/* From "自2027年3月1日起，至2030年2月28日止" both days. */
static char *
find_span (const char *sentence)
{
  g_autoptr (GRegex) regex = g_regex_new ("自(\\d{4}年\\d{1,2}月\\d{1,2}日)起，至(\\d{4}年\\d{1,2}月\\d{1,2}日)止", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  if (!g_regex_match (regex, sentence, 0, &match))
    return NULL;
  from = g_match_info_fetch (match, 1);
  to = g_match_info_fetch (match, 2);
  return g_strdup_printf ("%s—%s", from, to);
}

/* From "…为每月人民币8000.00元（大写：…" how much it is for what. */
static char *
find_money (const char *sentence)
{
  g_autoptr (GRegex) regex = g_regex_new ("每(小时|日|周|月|年)人民币([0-9.]{1,16})元", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *unit = NULL;
  g_autofree char *money = NULL;

  if (!g_regex_match (regex, sentence, 0, &match))
    return NULL;
  unit = g_match_info_fetch (match, 1);
  money = g_match_info_fetch (match, 2);
  return g_strdup_printf ("每%s %s 元", unit, money);
}

static char *
shorten (const char *sentence)
{
  if (g_utf8_strlen (sentence, -1) <= MAX_WORDS)
    return g_strdup (sentence);
  g_autofree char *begin = g_utf8_substring (sentence, 0, MAX_WORDS - 1);
  return g_strconcat (begin, "…", NULL);
}

static char *
take_words (const char *article)
{
  const char *stop = strstr (article, "。");
  g_autofree char *sentence = stop != NULL ? g_strndup (article, (gsize) (stop - article)) : g_strdup (article);
  char *words = find_span (sentence);

  if (words == NULL)
    words = find_money (sentence);
  return words != NULL ? words : shorten (sentence);
}

/* An article begins a line, or stands behind its number; elsewhere its head is only referred to. */
static gboolean
begins_article (const char *text, const char *head)
{
  while (head > text && strchr (" \t", head[-1]) != NULL)
    head--;
  return head == text || head[-1] == '\n' || (head - text >= (long) strlen (NUMBER_END) && g_str_has_prefix (head - strlen (NUMBER_END), NUMBER_END));
}

static const char *
find_article (const char *text, const char *head)
{
  for (const char *at = strstr (text, head); at != NULL; at = strstr (at + 1, head))
    if (begins_article (text, at))
      return at + strlen (head);
  return NULL;
}

static char *
read_article (const char *text, const char *head)
{
  const char *article = find_article (text, head);
  g_autofree char *joined = article != NULL ? join_lines (article) : NULL;

  return joined != NULL && *joined != '\0' ? take_words (joined) : NULL;
}

/**
 * yx_document_summary_new:
 *
 * Returns: (transfer full): nothing read yet
 */
YxDocumentSummary *
yx_document_summary_new (void)
{
  return g_new0 (YxDocumentSummary, 1);
}

/**
 * yx_document_summary_free:
 * @self: (transfer full): a summary
 */
void
yx_document_summary_free (YxDocumentSummary *self)
{
  for (guint i = 0; i < YX_N_SUMMARY_KINDS; i++)
    g_free (self->items[i].words);
  g_free (self);
}

/**
 * yx_document_summary_read:
 * @self: a summary
 * @page: from 1
 * @text: what stands on it, as Poppler reads it
 *
 * Takes from a page what is found there for the first time. A document that is none of our contracts has nothing.
 */
void
yx_document_summary_read (YxDocumentSummary *self, guint page, const char *text)
{
  gboolean readable = g_utf8_validate (text, -1, NULL);

  for (guint i = 0; readable && i < YX_N_SUMMARY_KINDS; i++)
    for (guint k = 0; self->items[i].words == NULL && kinds[i].heads[k] != NULL; k++)
      {
        self->items[i].words = read_article (text, kinds[i].heads[k]);
        self->items[i].page = self->items[i].words != NULL ? page : 0;
      }
}

/**
 * yx_summary_label:
 * @kind: what people look for
 *
 * Returns: (transfer none): its word, in the locale's language
 */
const char *
yx_summary_label (YxSummaryKind kind)
{
  g_return_val_if_fail (kind < YX_N_SUMMARY_KINDS, "");
  return g_dgettext (GETTEXT_PACKAGE, kinds[kind].label);
}
