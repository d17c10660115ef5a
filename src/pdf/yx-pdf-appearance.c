/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf/yx-pdf-appearance.h"

#include <string.h>

#include "base/yx-date.h"

#define SHANGHAI_SECONDS (8 * 3600)

/* Helvetica's figures are 0.556 wide; sixteen of them and a little. */
#define CAPTION_WIDTH 9.0
#define CAPTION_RISE 0.8
#define CAPTION_FALL 0.25

static void
include (double box[4], double left, double bottom, double right, double top)
{
  box[0] = MIN (box[0], left);
  box[1] = MIN (box[1], bottom);
  box[2] = MAX (box[2], right);
  box[3] = MAX (box[3], top);
}

/* What a widget must cover so that mark and captions show. */
YxPdfBox
yx_pdf_geometry_rect (const YxPdfPlace *place)
{
  double box[4] = { place->mark.x, place->mark.y, place->mark.x + place->mark.width,
                    place->mark.y + place->mark.height };

  for (guint i = 0; i < YX_PDF_CAPTIONS_MAX; i++)
    {
      const YxPdfAnchor *anchor = &place->captions[i];

      if (anchor->size > 0)
        include (box, anchor->x, anchor->y - CAPTION_FALL * anchor->size, anchor->x + CAPTION_WIDTH * anchor->size,
                 anchor->y + CAPTION_RISE * anchor->size);
    }
  return (YxPdfBox) { box[0], box[1], box[2] - box[0], box[3] - box[1] };
}

/* (transfer full): what a widget says of its place under /YX_Place. */
YxPdfValue *
yx_pdf_geometry_write (const YxPdfPlace *place)
{
  YxPdfValue *dictionary = yx_pdf_value_new (YX_PDF_DICTIONARY);
  YxPdfValue *captions = yx_pdf_value_new (YX_PDF_ARRAY);

  yx_pdf_value_set (dictionary, "Mark",
                    yx_pdf_value_new_box (place->mark.x, place->mark.y, place->mark.width, place->mark.height));
  for (guint i = 0; i < YX_PDF_CAPTIONS_MAX; i++)
    {
      YxPdfValue *anchor = yx_pdf_value_new (YX_PDF_ARRAY);

      yx_pdf_value_append (anchor, yx_pdf_value_new_number (place->captions[i].x));
      yx_pdf_value_append (anchor, yx_pdf_value_new_number (place->captions[i].y));
      yx_pdf_value_append (anchor, yx_pdf_value_new_number (place->captions[i].size));
      yx_pdf_value_append (captions, anchor);
    }
  yx_pdf_value_set (dictionary, "Captions", captions);
  return dictionary;
}

static gboolean
read_anchor (const YxPdfValue *value, YxPdfAnchor *anchor)
{
  return value->kind == YX_PDF_ARRAY && value->items->len == 3 &&
         yx_pdf_value_get_number (value->items->pdata[0], &anchor->x) &&
         yx_pdf_value_get_number (value->items->pdata[1], &anchor->y) &&
         yx_pdf_value_get_number (value->items->pdata[2], &anchor->size) && anchor->size >= 0;
}

static gboolean
read_box (const YxPdfValue *value, YxPdfBox *box)
{
  double corners[4] = { 0 };

  if (!yx_pdf_value_get_box (value, corners))
    return FALSE;
  *box = (YxPdfBox) { corners[0], corners[1], corners[2] - corners[0], corners[3] - corners[1] };
  return TRUE;
}

/* A place that is not ours is all mark. */
gboolean
yx_pdf_geometry_read (const YxPdfValue *widget, YxPdfGeometry *geometry)
{
  const YxPdfValue *place = yx_pdf_value_get (widget, "YX_Place");
  const YxPdfValue *captions = yx_pdf_value_get (place, "Captions");

  memset (geometry, 0, sizeof *geometry);
  if (!read_box (yx_pdf_value_get (widget, "Rect"), &geometry->rect))
    return FALSE;
  geometry->mark = geometry->rect;
  if (place == NULL)
    return TRUE;
  geometry->own = TRUE;
  if (!read_box (yx_pdf_value_get (place, "Mark"), &geometry->mark) || captions == NULL ||
      captions->kind != YX_PDF_ARRAY || captions->items->len != YX_PDF_CAPTIONS_MAX)
    return FALSE;
  for (guint i = 0; i < YX_PDF_CAPTIONS_MAX; i++)
    if (!read_anchor (captions->items->pdata[i], &geometry->captions[i]))
      return FALSE;
  return TRUE;
}

/* Whether a caption may be set: printable ASCII, at most %YX_PDF_CAPTION_MAX characters. */
gboolean
yx_pdf_caption_check (const char *caption)
{
  gsize length = strlen (caption);

  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isprint (caption[i]))
      return FALSE;
  return length > 0 && length <= YX_PDF_CAPTION_MAX;
}

static void
put_number (GString *out, double number)
{
  g_autofree char *text = yx_pdf_number_format (number);

  g_string_append (out, text);
  g_string_append_c (out, ' ');
}

/* At true size where there is room, else smaller; in the middle of its box. */
static void
put_mark (GString *out, const YxPdfGeometry *geometry, const YxPdfBox *picture)
{
  char scale[G_ASCII_DTOSTR_BUF_SIZE];
  double fit = MIN (geometry->mark.width / picture->width, geometry->mark.height / picture->height);
  double factor = fit > 0.999 ? 1 : fit;

  g_ascii_formatd (scale, sizeof scale, "%.5f", factor);
  g_string_append_printf (out, "q %s 0 0 %s ", scale, scale);
  put_number (out, geometry->mark.x - geometry->rect.x + (geometry->mark.width - picture->width * factor) / 2 -
                     picture->x * factor);
  put_number (out, geometry->mark.y - geometry->rect.y + (geometry->mark.height - picture->height * factor) / 2 -
                     picture->y * factor);
  g_string_append (out, "cm /Mark Do Q\n");
}

static void
put_caption (GString *out, const YxPdfGeometry *geometry, const YxPdfAnchor *anchor, const char *caption)
{
  g_autoptr (YxPdfValue) string = yx_pdf_value_new_string (caption, -1);

  g_string_append (out, "BT 0 g /F ");
  put_number (out, anchor->size);
  g_string_append (out, "Tf ");
  put_number (out, anchor->x - geometry->rect.x);
  put_number (out, anchor->y - geometry->rect.y);
  g_string_append (out, "Td ");
  yx_pdf_value_write (string, out);
  g_string_append (out, " Tj ET\n");
}

static YxPdfValue *
new_resources (guint mark, gboolean font)
{
  YxPdfValue *resources = yx_pdf_value_new (YX_PDF_DICTIONARY);

  if (font)
    {
      YxPdfValue *fonts = yx_pdf_value_new (YX_PDF_DICTIONARY);
      YxPdfValue *helvetica = yx_pdf_value_new (YX_PDF_DICTIONARY);

      yx_pdf_value_set (helvetica, "Type", yx_pdf_value_new_name ("Font"));
      yx_pdf_value_set (helvetica, "Subtype", yx_pdf_value_new_name ("Type1"));
      yx_pdf_value_set (helvetica, "BaseFont", yx_pdf_value_new_name ("Helvetica"));
      yx_pdf_value_set (helvetica, "Encoding", yx_pdf_value_new_name ("WinAnsiEncoding"));
      yx_pdf_value_set (fonts, "F", helvetica);
      yx_pdf_value_set (resources, "Font", fonts);
    }
  if (mark != 0)
    {
      YxPdfValue *objects = yx_pdf_value_new (YX_PDF_DICTIONARY);

      yx_pdf_value_set (objects, "Mark", yx_pdf_value_new_reference (mark));
      yx_pdf_value_set (resources, "XObject", objects);
    }
  return resources;
}

/* (transfer full): the one appearance that a filled place may have. @mark is the object of a form XObject,
 * 0 for none; the n-th caption stands at the n-th anchor. */
YxPdfValue *
yx_pdf_appearance_new (const YxPdfGeometry *geometry, const YxPdfBox *picture, guint mark, const char *const *captions)
{
  g_autoptr (GString) content = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;
  YxPdfValue *form = NULL;
  guint n = 0;

  if (mark != 0)
    put_mark (content, geometry, picture);
  for (n = 0; captions != NULL && n < YX_PDF_CAPTIONS_MAX && captions[n] != NULL; n++)
    put_caption (content, geometry, &geometry->captions[n], captions[n]);
  bytes = g_bytes_new (content->str, content->len);
  form = yx_pdf_value_new_stream (bytes);
  yx_pdf_value_set (form, "Type", yx_pdf_value_new_name ("XObject"));
  yx_pdf_value_set (form, "Subtype", yx_pdf_value_new_name ("Form"));
  yx_pdf_value_set (form, "FormType", yx_pdf_value_new_integer (1));
  yx_pdf_value_set (form, "BBox", yx_pdf_value_new_box (0, 0, geometry->rect.width, geometry->rect.height));
  yx_pdf_value_set (form, "Resources", new_resources (mark, n > 0));
  return form;
}

static GDateTime *
to_shanghai (gint64 at)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (at / G_USEC_PER_SEC);

  return utc != NULL ? g_date_time_add_seconds (utc, SHANGHAI_SECONDS) : NULL;
}

/* (transfer full) (nullable): a date as PDF writes it (ISO 32000-2 §7.9.4), Asia/Shanghai. */
char *
yx_pdf_date_write (gint64 at)
{
  g_autoptr (GDateTime) local = to_shanghai (at);

  if (local == NULL)
    return NULL;
  return g_strdup_printf ("D:%04d%02d%02d%02d%02d%02d+08'00'", g_date_time_get_year (local),
                          g_date_time_get_month (local), g_date_time_get_day_of_month (local),
                          g_date_time_get_hour (local), g_date_time_get_minute (local),
                          g_date_time_get_second (local));
}

static gboolean
take_digits (const char **text, guint n, int *value)
{
  *value = 0;
  for (guint i = 0; i < n; i++, (*text)++)
    {
      if (!g_ascii_isdigit (**text))
        return FALSE;
      *value = *value * 10 + (**text - '0');
    }
  return TRUE;
}

static gboolean
take_zone (const char *text, int *seconds)
{
  int hours = 0;
  int minutes = 0;
  int sign = *text == '-' ? -1 : 1;

  *seconds = 0;
  if (*text == '\0' || strcmp (text, "Z") == 0 || strcmp (text, "Z00'00'") == 0 || strcmp (text, "Z00'00") == 0)
    return TRUE;
  if (*text != '+' && *text != '-')
    return FALSE;
  text++;
  if (!take_digits (&text, 2, &hours) || hours > 23)
    return FALSE;
  if (*text == '\'')
    text++;
  if (*text != '\0' && (!take_digits (&text, 2, &minutes) || minutes > 59))
    return FALSE;
  if (*text == '\'')
    text++;
  *seconds = sign * (hours * 3600 + minutes * 60);
  return *text == '\0';
}

/* Reads a complete date, down to its second (ISO 32000-2 §7.9.4). */
gboolean
yx_pdf_date_read (const char *text, gint64 *at)
{
  g_autoptr (GDateTime) utc = NULL;
  int part[5] = { 0 };
  int year = 0;
  int zone = 0;

  if (strncmp (text, "D:", 2) != 0)
    return FALSE;
  text += 2;
  if (!take_digits (&text, 4, &year))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (part); i++)
    if (!take_digits (&text, 2, &part[i]))
      return FALSE;
  if (!take_zone (text, &zone))
    return FALSE;
  utc = g_date_time_new_utc (year, part[0], part[1], part[2], part[3], part[4]);
  if (utc == NULL)
    return FALSE;
  *at = (g_date_time_to_unix (utc) - zone) * G_USEC_PER_SEC;
  return TRUE;
}

/* (transfer full): the day in Asia/Shanghai, as printed: `2026-03-01`. */
char *
yx_pdf_date_caption (gint64 at)
{
  return yx_date_format (yx_date_from_instant (at));
}
