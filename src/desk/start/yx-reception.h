/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client/yx-hall-book.h"
#include "desk/start/yx-arrival.h"
#include "flow/yx-sample-guide.h"

G_BEGIN_DECLS

/**
 * YxReception:
 *
 * Where people come in: it knows the halls and accounts of this machine, keeps its own halls running and makes seats.
 * For the main thread; what takes time goes on a thread of its own, one thing after the other.
 */
#define YX_TYPE_RECEPTION (yx_reception_get_type ())
G_DECLARE_FINAL_TYPE (YxReception, yx_reception, YX, RECEPTION, GObject)

YxReception *yx_reception_new (const char *folder, GError **error);
YxHallBook *yx_reception_get_book (YxReception *self);
YxKnownHall *yx_reception_get_hall (YxReception *self);
gboolean yx_reception_get_lasting (YxReception *self);
const char *yx_reception_get_account (YxReception *self);

void yx_reception_enter (YxReception *self, const char *hall, GCancellable *cancellable, GAsyncReadyCallback callback,
                         gpointer user_data);
void yx_reception_sign_in (YxReception *self, YxAccountKind kind, const char *login, YxSecret *password,
                           GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
void yx_reception_resume (YxReception *self, const char *hall, const char *account, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data);
YxSeat *yx_reception_finish (YxReception *self, GAsyncResult *result, GError **error);

void yx_reception_make_sample (YxReception *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
YxSampleGuide *yx_reception_make_sample_finish (YxReception *self, GAsyncResult *result, GError **error);
double yx_reception_get_sample_made (YxReception *self);
void yx_reception_remove_sample (YxReception *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean yx_reception_remove_sample_finish (YxReception *self, GAsyncResult *result, GError **error);
YxSampleGuide *yx_reception_read_sample (YxReception *self, GError **error);

void yx_reception_sign_out (YxReception *self, YxSeat *seat);

G_END_DECLS
