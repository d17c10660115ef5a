/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  YX_PDF_NULL,
  YX_PDF_BOOLEAN,
  YX_PDF_INTEGER,
  YX_PDF_REAL,
  YX_PDF_NAME,
  YX_PDF_STRING,
  YX_PDF_ARRAY,
  YX_PDF_DICTIONARY,
  YX_PDF_REFERENCE,
  YX_PDF_STREAM,
} YxPdfKind;

typedef struct _YxPdfValue YxPdfValue;

/**
 * YxPdfValue:
 * @kind: which of PDF's basic objects (ISO 32000-2 §7.3)
 * @hexadecimal: a string written in angle brackets
 * @integer: value of an integer or boolean; object number of a reference
 * @generation: of a reference
 * @length: bytes of @text
 * @text: (owned) (nullable): decoded name or string, literal of a real; a zero byte follows
 * @keys: (owned) (nullable): decoded keys of a dictionary or stream, each once
 * @items: (owned) (nullable): items of an array; values of a dictionary or stream, like @keys
 * @raw: (owned) (nullable): a stream's bytes as stored
 * @start: where it was read: first byte
 * @end: where it was read: byte after the last
 */
struct _YxPdfValue
{
  YxPdfKind kind;
  gboolean hexadecimal;
  gint64 integer;
  guint generation;
  gsize length;
  char *text;
  GPtrArray *keys;
  GPtrArray *items;
  GBytes *raw;
  gsize start;
  gsize end;
};

YxPdfValue *yx_pdf_value_new (YxPdfKind kind);
YxPdfValue *yx_pdf_value_new_integer (gint64 integer);
YxPdfValue *yx_pdf_value_new_number (double number);
YxPdfValue *yx_pdf_value_new_name (const char *name);
YxPdfValue *yx_pdf_value_new_string (const char *bytes, gssize length);
YxPdfValue *yx_pdf_value_new_text (const char *utf8);
YxPdfValue *yx_pdf_value_new_reference (guint number);
YxPdfValue *yx_pdf_value_new_box (double x, double y, double width, double height);
YxPdfValue *yx_pdf_value_new_stream (GBytes *raw);
YxPdfValue *yx_pdf_value_copy (const YxPdfValue *value);
void yx_pdf_value_free (YxPdfValue *value);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxPdfValue, yx_pdf_value_free)

void yx_pdf_value_append (YxPdfValue *array, YxPdfValue *item);
void yx_pdf_value_set (YxPdfValue *dictionary, const char *key, YxPdfValue *value);
void yx_pdf_value_remove (YxPdfValue *dictionary, const char *key);
const YxPdfValue *yx_pdf_value_get (const YxPdfValue *dictionary, const char *key);

gboolean yx_pdf_value_equal (const YxPdfValue *a, const YxPdfValue *b);
gboolean yx_pdf_value_is_dictionary (const YxPdfValue *value);
gboolean yx_pdf_value_is_name (const YxPdfValue *value, const char *name);
gboolean yx_pdf_value_is_reference (const YxPdfValue *value, guint number);
gboolean yx_pdf_value_get_number (const YxPdfValue *value, double *number);
gboolean yx_pdf_value_get_box (const YxPdfValue *value, double box[4]);
gboolean yx_pdf_value_get_index (const YxPdfValue *value, gint64 least, gint64 most, gint64 *integer);
char *yx_pdf_value_get_text (const YxPdfValue *string);

char *yx_pdf_number_format (double number);
void yx_pdf_value_write (const YxPdfValue *value, GString *out);

G_END_DECLS
