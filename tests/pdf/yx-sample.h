/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lib/yx-test-folder.h"
#include "lib/yx-test-pki.h"
#include "pdf/yx-pdf-prepare.h"
#include "pdf/yx-pdf-sign.h"

G_BEGIN_DECLS

/* Documents and pictures made at test time, and those who sign them. */
typedef struct
{
  YxTestPki *pki;
  YxTestUser *employer;
  YxTestUser *worker;
} YxSampleCast;

void yx_sample_cast_init (YxSampleCast *cast);
void yx_sample_cast_clear (YxSampleCast *cast);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YxSampleCast, yx_sample_cast_clear)

extern const YxPdfPlace yx_sample_places[2];

GBytes *yx_sample_pages (guint n_pages);
GBytes *yx_sample_stream_pages (guint n_pages);
GBytes *yx_sample_picture (double width, double height, guint variant);
GBytes *yx_sample_by_hand (const char *const *objects, const char *trailer);

GBytes *yx_sample_join (GBytes *document, GBytes *appended);
GBytes *yx_sample_prepared (GBytes *base);
GBytes *yx_sample_sign (GBytes *document, const YxTestUser *user, const char *field, gint64 at, GBytes *seal);
GBytes *yx_sample_stamp (GBytes *document, YxSampleCast *cast);
GBytes *yx_sample_token (const guint8 digest[YX_SHA256_SIZE], gpointer cast, GError **error);
GBytes *yx_sample_signed_twice (YxSampleCast *cast, GBytes *base);

char *yx_sample_run (const char *const *arguments, int *status);
char *yx_sample_save (const char *folder, GBytes *bytes, const char *name);
GBytes *yx_sample_file (const char *folder, const char *name);
gsize yx_sample_find (GBytes *bytes, const char *text, gsize from);
GBytes *yx_sample_replace (GBytes *bytes, const char *text, const char *by);

G_END_DECLS
