/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A place whose people, streets and number areas are made up. */
typedef struct
{
  const char *area; /* six digits of an identity number */
  const char *name;
} YxSamplePlace;

extern const char *const yx_sample_signed[];
extern const char *const yx_sample_surnames[];
extern const char *const yx_sample_compound_surnames[];
extern const char *const yx_sample_given[];
extern const char *const yx_sample_dotted[];
extern const char *const yx_sample_rare[];
extern const YxSamplePlace yx_sample_areas[];
extern const char *const yx_sample_streets[];
extern const char *const yx_sample_posts[];
extern const char *const yx_sample_education[];
extern const char *const yx_sample_unit_words[];
extern const char *const yx_sample_trades[][2];

G_END_DECLS
