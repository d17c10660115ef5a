/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define YX_PDF_CAPTIONS_MAX 4

/* In PDF points from the lower left corner of the page (ISO 32000-2 §8.3.2.3). */
typedef struct
{
  double x;
  double y;
  double width;
  double height;
} YxPdfBox;

/* Where the first character of a caption stands, on its base line; no caption if @size is 0. */
typedef struct
{
  double x;
  double y;
  double size;
} YxPdfAnchor;

/**
 * YxPdfPlace:
 * @name: of the signature field, such as `yx.employer`; no dots besides `yx.`'s are needed
 * @label: (nullable): what the place is for, for people, UTF-8
 * @page: from 1
 * @mark: where the seal or the signature goes
 * @captions: where its lines go: the first is the date, the second a seal's number
 */
typedef struct
{
  const char *name;
  const char *label;
  guint page;
  YxPdfBox mark;
  YxPdfAnchor captions[YX_PDF_CAPTIONS_MAX];
} YxPdfPlace;

GBytes *yx_pdf_prepare (GBytes *document, const YxPdfPlace *places, guint n_places, GError **error);
GBytes *yx_pdf_prepare_in (GBytes *document,
                           const char *language,
                           const YxPdfPlace *places,
                           guint n_places,
                           GError **error);

G_END_DECLS
