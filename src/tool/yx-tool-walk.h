/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client/yx-local-hall.h"
#include "flow/yx-sample-desk.h"
#include "flow/yx-sample-people.h"
#include "ink/yx-strokes.h"
#include "model/yx-seal.h"
#include "tool/yx-tool-employees.h"
#include "tool/yx-tool-state.h"
#include "tool/yx-tool-steps.h"

G_BEGIN_DECLS

/**
 * YxToolEmployee:
 * @person: (unowned): who
 * @desk: where they sit
 * @filing: the filing's id
 * @document: (nullable): their contract's id, once it is drawn up
 *
 * An employee of the walkthrough.
 */
typedef struct
{
  const YxSamplePerson *person;
  YxSampleDesk *desk;
  char *filing;
  char *document;
} YxToolEmployee;

/**
 * YxToolWalk:
 * @options: (unowned): what was asked for
 * @own_hall: (nullable): the hall that was made for it
 * @given: (nullable): what `--employees` says
 * @people: (element-type YxSamplePerson): whom to employ
 * @strokes: (nullable): the signature to vary; %NULL: those that the program carries
 * @employees: (element-type YxToolEmployee): in the order of their numbers
 * @step: the step that is being done
 * @sampled: whether that step noted times of its own
 *
 * A walkthrough on its way.
 */
typedef struct
{
  const YxToolWalkthroughOptions *options;
  YxToolState *state;
  YxToolSteps *steps;
  YxLocalHall *own_hall;
  YxCodeSource *own_codes;
  YxSampleWay hall;
  YxSampleEnterprise *enterprise;
  YxToolEmployees *given;
  GPtrArray *people;
  YxSampleDesk *desk;
  YxSeal *seal;
  YxStrokes *strokes;
  GPtrArray *employees;
  const char *step;
  gint sampled;
  gint64 peak_memory;
} YxToolWalk;

YxToolWalk *yx_tool_walk_new (const YxToolWalkthroughOptions *options, GError **error);
void yx_tool_walk_free (YxToolWalk *walk);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxToolWalk, yx_tool_walk_free)

typedef gboolean (*YxToolWalkFunc) (YxToolWalk *walk, GError **error);
typedef gboolean (*YxToolEmployeeFunc) (YxToolWalk *walk, YxToolEmployee *employee, GError **error);

void yx_tool_walk_sample (YxToolWalk *walk, const char *name, gint64 since, gint64 scrypt);
gboolean yx_tool_walk_each (YxToolWalk *walk, YxToolEmployeeFunc func, GError **error);
char *yx_tool_walk_file (YxToolWalk *walk, const YxToolEmployee *employee);

/* The steps, in their order. */
gboolean yx_tool_walk_start_hall (YxToolWalk *walk, GError **error);
gboolean yx_tool_walk_enter_enterprise (YxToolWalk *walk, GError **error);
gboolean yx_tool_walk_activate_enterprise (YxToolWalk *walk, GError **error);
gboolean yx_tool_walk_make_seal (YxToolWalk *walk, GError **error);
gboolean yx_tool_walk_enter_people (YxToolWalk *walk, GError **error);
gboolean yx_tool_walk_activate_people (YxToolWalk *walk, GError **error);
gboolean yx_tool_walk_file_contracts (YxToolWalk *walk, GError **error);
gboolean yx_tool_walk_await_contracts (YxToolWalk *walk, GError **error);
gboolean yx_tool_walk_seal_contracts (YxToolWalk *walk, GError **error);
gboolean yx_tool_walk_sign_contracts (YxToolWalk *walk, GError **error);
gboolean yx_tool_walk_await_complete (YxToolWalk *walk, GError **error);
gboolean yx_tool_walk_download (YxToolWalk *walk, GError **error);
gboolean yx_tool_walk_verify (YxToolWalk *walk, GError **error);
gboolean yx_tool_walk_stop_hall (YxToolWalk *walk, GError **error);

G_END_DECLS
