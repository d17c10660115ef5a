/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/yx-words.h"

G_BEGIN_DECLS

/**
 * YxDocument:
 *
 * A document that gets signed: a base and what was appended (design.md). Its version is the hash of its head.
 */
typedef struct
{
  YxRecord record;
  char *id;
  char *enterprise;
  char *contract;
  char *person;
  int kind;
  int state;
  char *title;
  char *template_version;
  char *w_name;
  char *head; /* SHA-256 in hex of the whole document */
  gint64 revisions;
  gint64 size; /* bytes of the whole document */
  gint64 created;
  gint64 completed;
  gint64 consented; /* when the worker consented to the electronic form */
  char *serve_addr;
  char *reason; /* why it was declined or withdrawn */
} YxDocument;

YX_DECLARE_RECORD (YxDocument, yx_document)

G_END_DECLS
