/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/common/yx-unlock.h"
#include "desk/document/yx-document-view.h"
#include "desk/signing/yx-sign-case.h"
#include "desk/signing/yx-sign-consent.h"
#include "desk/signing/yx-sign-done.h"
#include "desk/signing/yx-sign-page.h"

/* For the files of YxSignPage only: what it is made of, and what its steps do. */
struct _YxSignPage
{
  AdwBin parent_instance;

  YxSeat *seat;              /* (owned) (nullable) */
  char *document;            /* (owned) (nullable): its id */
  GCancellable *cancellable; /* (owned) */
  YxSignCase *what;          /* (owned) (nullable): once it is fetched */
  YxPagesRead *pages;        /* (owned) (nullable): of the document as it was read */
  YxSignFacts facts;
  YxSignStep step;
  GBytes *mark;         /* (owned) (nullable): the signature that was chosen, a PDF */
  YxStrokes *drawn;     /* (owned) (nullable): its strokes, if it was drawn now */
  GtkWidget *picture;   /* (nullable): the mark, lying on the paper */
  YxDocumentView *view;
  YxUnlock *asking;     /* (nullable): made when it is first needed */
  guint retry;          /* a source: sends again what waits for the hall */
  gboolean waiting;     /* the signature is made, and the hall does not have it */
  gboolean busy;
  gboolean touched;

  AdwWindowTitle *title;
  GtkToggleButton *keys;
  GtkRevealer *notice;
  GtkLabel *notice_words;
  GtkStack *body;
  GtkSpinner *spinner;
  AdwStatusPage *trouble;
  GtkWidget *again;
  GtkFlowBox *summary;
  AdwBin *paper;
  YxSignConsent *consent;
  AdwClamp *activation;
  YxCanvas *canvas;
  GtkWidget *use_last;
  GtkWidget *use_name;
  GtkLabel *decision;
  AdwBin *unlock;
  YxSignDone *done;
  GtkWidget *bar;
  GtkButton *back;
  GtkLabel *progress;
  GtkButton *next;
};

void yx_sign_page_load (YxSignPage *self);
void yx_sign_page_show_step (YxSignPage *self, YxSignStep step);
void yx_sign_page_update (YxSignPage *self);
void yx_sign_page_set_busy (YxSignPage *self, gboolean busy);
void yx_sign_page_notice (YxSignPage *self, const char *words);

void yx_sign_page_show_document (YxSignPage *self);
void yx_sign_page_note_seen (YxSignPage *self);
void yx_sign_page_read_on (YxSignPage *self);
void yx_sign_page_send_consent (YxSignPage *self);
void yx_sign_page_take_drawing (YxSignPage *self);
void yx_sign_page_use_last (YxSignPage *self);
void yx_sign_page_use_name (YxSignPage *self);
void yx_sign_page_confirm (YxSignPage *self);
void yx_sign_page_wait_for_hall (YxSignPage *self);
