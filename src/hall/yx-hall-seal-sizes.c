/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/yx-hall-seal-sizes.h"

#include "base/yx-files.h"
#include "hall/yx-hall-error.h"

#define MAX_BYTES (64 * 1024)

/**
 * yx_hall_seal_sizes_load:
 * @config: hall.conf
 * @error: %YX_HALL_ERROR_CONFIG with file and line, or why the file cannot be read
 *
 * Returns: (transfer full): the seals' measures: law.md 3's, or those of the file that `[seals] sizes` names
 */
YxSealSizes *
yx_hall_seal_sizes_load (const YxHallConfig *config, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (GBytes) csv = NULL;
  YxSealSizes *sizes;

  if (config->seal_sizes == NULL)
    return yx_seal_sizes_new ();
  csv = yx_file_read (config->seal_sizes, MAX_BYTES, &problem);
  sizes = csv != NULL ? yx_seal_sizes_parse (csv, &problem) : NULL;
  if (sizes == NULL)
    g_set_error (error, YX_HALL_ERROR, YX_HALL_ERROR_CONFIG, "The seals' sizes in %s: %s", config->seal_sizes,
                 problem->message);
  return sizes;
}
