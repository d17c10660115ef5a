/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ink/yx-strokes-sample.h"

#include "resources/yinxin-resources.h"

static const char *const SAMPLES[] = {
  "/io/github/yinxin/Yinxin/strokes/1.json",
  "/io/github/yinxin/Yinxin/strokes/2.json",
  "/io/github/yinxin/Yinxin/strokes/3.json",
};

/**
 * yx_strokes_sample_count:
 *
 * Returns: how many samples of signatures the program carries
 */
guint
yx_strokes_sample_count (void)
{
  return G_N_ELEMENTS (SAMPLES);
}

/**
 * yx_strokes_sample:
 * @index: which, from 0
 *
 * Returns: (transfer full): a hand-like signature, for walkthroughs and tests
 */
YxStrokes *
yx_strokes_sample (guint index)
{
  g_autoptr (GBytes) json = NULL;
  g_autoptr (GError) error = NULL;
  YxStrokes *strokes = NULL;

  g_return_val_if_fail (index < G_N_ELEMENTS (SAMPLES), NULL);
  json = g_resource_lookup_data (yx_resources_get_resource (), SAMPLES[index], G_RESOURCE_LOOKUP_FLAGS_NONE,
                                 &error);
  if (json != NULL)
    strokes = yx_strokes_parse (json, &error);
  if (strokes == NULL)
    g_error ("The sample of strokes that is built in is broken: %s", error->message);
  return strokes;
}
