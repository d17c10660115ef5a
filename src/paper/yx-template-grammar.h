/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "paper/yx-template.h"

G_BEGIN_DECLS

/* What an element is called, where it may stand and which attributes it has. */
typedef struct
{
  const char *name;
  YxTemplateNodeKind kind;
  guint parents; /* bits of kinds */
  const char *needed[3];
  const char *allowed[5];
} YxTemplateElement;

const YxTemplateElement *yx_template_element_find (const char *name);
gboolean yx_template_element_has (const YxTemplateElement *element, const char *attribute);

const char *yx_template_kind_name (YxTemplateNodeKind kind);
gboolean yx_template_kind_is_clear (YxTemplateNodeKind kind);
gboolean yx_template_kind_takes_text (YxTemplateNodeKind kind);
gboolean yx_template_kind_fits (YxTemplateNodeKind kind, YxTemplateNodeKind place);
gboolean yx_template_kind_repeats (YxTemplateNodeKind kind);

G_END_DECLS
