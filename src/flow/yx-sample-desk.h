/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "client/yx-code-source.h"
#include "flow/yx-actor.h"
#include "ink/yx-strokes.h"

G_BEGIN_DECLS

/**
 * YxSampleWay:
 * @url: its address
 * @ca: (nullable): who vouches for it
 * @codes: what it sends as SMS
 *
 * The way of made-up people to a hall.
 */
typedef struct
{
  const char *url;
  const char *ca;
  YxCodeSource *codes;
} YxSampleWay;

/**
 * YxSampleWho:
 * @phone: where codes go
 * @password: of the account
 * @certificate_password: of the keys
 * @certificate: the id that their certificate is to have
 * @path: where this machine keeps what it keeps of the account
 * @key: of that store
 * @cancellable: (nullable): ends whatever is under way at the desk
 *
 * Who is to sit at a desk. Nothing of it is owned.
 */
typedef struct
{
  const char *phone;
  YxSecret *password;
  YxSecret *certificate_password;
  const char *certificate;
  const char *path;
  YxSecret *key;
  GCancellable *cancellable;
} YxSampleWho;

/**
 * YxSampleDesk:
 * @hall: (unowned): the way to the hall
 * @cancellable: (owned) (nullable): ends whatever is under way
 * @certificate: the id that the certificate is to have
 * @phone: where codes go
 * @password: of the account
 * @certificate_password: of the keys
 * @store: what this machine keeps of the account
 * @actor: who sits there
 *
 * One made-up participant at a desk of their own: an enterprise or a person.
 */
typedef struct
{
  const YxSampleWay *hall;
  GCancellable *cancellable;
  char *certificate;
  char *phone;
  YxSecret *password;
  YxSecret *certificate_password;
  YxLocalStore *store;
  YxActor *actor;
} YxSampleDesk;

YxSampleDesk *yx_sample_desk_new (const YxSampleWay *hall, const YxSampleWho *who, GError **error);
void yx_sample_desk_free (YxSampleDesk *desk);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YxSampleDesk, yx_sample_desk_free)

YxSecret *yx_sample_desk_code (YxSampleDesk *desk, YxCodePurpose purpose, GError **error);
gboolean yx_sample_desk_enter (YxSampleDesk *desk, YxAccountKind kind, const char *login, const char *id,
                               gpointer registration, GError **error);
gboolean yx_sample_desk_activate (YxSampleDesk *desk, GError **error);
GBytes *yx_sample_mark (YxStrokes *strokes, guint32 seed, guint number, GError **error);
gboolean yx_sample_desk_unlock (YxSampleDesk *desk, YxCodePurpose purpose, GError **error);

G_END_DECLS
