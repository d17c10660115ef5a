/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "paper/yx-template.h"

G_BEGIN_DECLS

struct _YxTemplate
{
  YxTemplateNode *root; /* (owned) */
};

void yx_template_node_unref (gpointer node);

G_END_DECLS
