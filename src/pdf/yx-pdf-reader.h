/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pdf/yx-pdf-error.h"
#include "pdf/yx-pdf-value.h"

G_BEGIN_DECLS

/**
 * YxPdfReader:
 * @bytes: (not owned): what is read
 * @data: the bytes of it
 * @size: how many
 * @at: the next one
 *
 * Reads PDF's syntax (ISO 32000-2 §7.2, 7.3), strictly: nothing is repaired.
 */
typedef struct
{
  GBytes *bytes;
  const guint8 *data;
  gsize size;
  gsize at;
} YxPdfReader;

/* What an indirect /Length is; returns FALSE where it is none. */
typedef gboolean (*YxPdfLengthFunc) (guint number, gint64 *length, gpointer user_data);

void yx_pdf_reader_init (YxPdfReader *reader, GBytes *bytes, gsize at);
void yx_pdf_reader_skip_space (YxPdfReader *reader);
gboolean yx_pdf_reader_take (YxPdfReader *reader, const char *keyword);
gboolean yx_pdf_reader_take_integer (YxPdfReader *reader, gint64 most, gint64 *integer);
YxPdfValue *yx_pdf_reader_value (YxPdfReader *reader, GError **error);
YxPdfValue *yx_pdf_reader_object (YxPdfReader *reader,
                                  guint *number,
                                  guint *generation,
                                  YxPdfLengthFunc length,
                                  gpointer user_data,
                                  GError **error);

G_END_DECLS
