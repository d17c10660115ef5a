/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "paper/yx-paper-text.h"

static void
free_block (gpointer data)
{
  YxPaperBlock *block = data;

  g_free (block->id);
  g_free (block->group);
  g_free (block->label);
  g_free (block->date);
  g_free (block->number);
  g_clear_pointer (&block->cells, g_ptr_array_unref);
  g_string_free (block->text, TRUE);
  g_array_unref (block->spans);
  g_free (block);
}

/**
 * yx_paper_text_new:
 * @name: the document's name
 *
 * Returns: (transfer full): a text without blocks
 */
YxPaperText *
yx_paper_text_new (const char *name)
{
  YxPaperText *text = g_new0 (YxPaperText, 1);

  text->name = g_strdup (name);
  text->blocks = g_ptr_array_new_with_free_func (free_block);
  return text;
}

static YxPaperBlock *
make_block (YxPaperBlockKind kind)
{
  YxPaperBlock *block = g_new0 (YxPaperBlock, 1);

  block->kind = kind;
  block->text = g_string_new (NULL);
  block->spans = g_array_new (FALSE, FALSE, sizeof (YxPaperSpan));
  return block;
}

/**
 * yx_paper_text_add:
 * @text: a text
 * @kind: what to add
 *
 * Returns: (transfer none): the new, empty block at the end
 */
YxPaperBlock *
yx_paper_text_add (YxPaperText *text, YxPaperBlockKind kind)
{
  YxPaperBlock *block = make_block (kind);

  g_ptr_array_add (text->blocks, block);
  return block;
}

/**
 * yx_paper_block_add_cell:
 * @line: a grid's line
 *
 * Returns: (transfer none): its new, empty cell at the right
 */
YxPaperBlock *
yx_paper_block_add_cell (YxPaperBlock *line)
{
  YxPaperBlock *cell = make_block (YX_BLOCK_CELL);

  if (!line->cells)
    line->cells = g_ptr_array_new_with_free_func (free_block);
  g_ptr_array_add (line->cells, cell);
  return cell;
}

/**
 * yx_paper_block_append:
 * @block: a block
 * @words: what follows, UTF-8
 *
 * Adds words as they are.
 */
void
yx_paper_block_append (YxPaperBlock *block, const char *words)
{
  g_string_append (block->text, words);
}

/**
 * yx_paper_block_append_styled:
 * @block: a block
 * @words: what follows, UTF-8
 * @style: how it stands out
 *
 * Adds words that stand out.
 */
void
yx_paper_block_append_styled (YxPaperBlock *block, const char *words, YxPaperSpanStyle style)
{
  YxPaperSpan span = { .start = (guint) block->text->len, .style = style };

  g_string_append (block->text, words);
  span.end = (guint) block->text->len;
  if (span.end > span.start)
    g_array_append_val (block->spans, span);
}

/**
 * yx_paper_text_free:
 * @text: (transfer full) (nullable): a text
 *
 * Frees the text.
 */
void
yx_paper_text_free (YxPaperText *text)
{
  if (!text)
    return;
  g_ptr_array_unref (text->blocks);
  g_free (text->name);
  g_free (text->version);
  g_free (text->author);
  g_free (text);
}
