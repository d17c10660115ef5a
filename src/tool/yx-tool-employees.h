/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <stdio.h>

#include "base/yx-record-csv.h"
#include "flow/yx-sample-people.h"

G_BEGIN_DECLS

/**
 * YxToolEmployees:
 * @people: (element-type YxSamplePerson): of the good rows, in the file's order
 * @file: what was read, with its faults and warnings
 * @left_out: how many rows are not among @people
 *
 * What employees.csv says (formats.md).
 */
typedef struct
{
  GPtrArray *people;
  YxRecordCsv *file;
  guint left_out;
} YxToolEmployees;

YxToolEmployees *yx_tool_employees_read (GBytes *bytes, YxDate today, GError **error);
void yx_tool_employees_free (YxToolEmployees *employees);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxToolEmployees, yx_tool_employees_free)

void yx_tool_employees_complain (const YxToolEmployees *employees, const char *path, FILE *stream);

G_END_DECLS
