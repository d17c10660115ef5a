/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "flow/yx-sample-desk.h"

#include "flow/yx-flow-account.h"
#include "flow/yx-flow-certificate.h"
#include "ink/yx-ink-mark.h"
#include "ink/yx-strokes-sample.h"
#include "ink/yx-strokes-vary.h"

#define CODE_SECONDS 60
#define BEGUN "registration-begun"

/**
 * yx_sample_desk_new:
 * @hall: the hall; must outlive the desk
 * @who: who is to sit there
 *
 * Returns: (transfer full) (nullable): a desk at which nobody is signed in
 */
YxSampleDesk *
yx_sample_desk_new (const YxSampleWay *hall, const YxSampleWho *who, GError **error)
{
  g_autoptr (YxSampleDesk) desk = g_new0 (YxSampleDesk, 1);
  g_autoptr (YxConnection) connection = yx_connection_new (hall->url, hall->ca, NULL, error);

  if (connection == NULL)
    return NULL;
  desk->hall = hall;
  desk->cancellable = who->cancellable != NULL ? g_object_ref (who->cancellable) : NULL;
  desk->certificate = g_strdup (who->certificate);
  desk->phone = g_strdup (who->phone);
  desk->password = yx_secret_ref (who->password);
  desk->certificate_password = yx_secret_ref (who->certificate_password);
  desk->store = yx_local_store_open (who->path, who->key, error);
  if (desk->store == NULL)
    return NULL;
  desk->actor = yx_actor_new (connection, desk->store, desk->cancellable, error);
  return desk->actor != NULL ? g_steal_pointer (&desk) : NULL;
}

/**
 * yx_sample_desk_free:
 * @desk: (transfer full): a desk
 */
void
yx_sample_desk_free (YxSampleDesk *desk)
{
  g_clear_pointer (&desk->actor, yx_actor_free);
  g_clear_pointer (&desk->store, yx_local_store_free);
  g_clear_pointer (&desk->password, yx_secret_unref);
  g_clear_pointer (&desk->certificate_password, yx_secret_unref);
  g_clear_object (&desk->cancellable);
  g_free (desk->certificate);
  g_free (desk->phone);
  g_free (desk);
}

/**
 * yx_sample_desk_code:
 * @desk: a desk
 * @purpose: what the code is for
 *
 * Asks for an SMS code and waits until it is shown.
 *
 * Returns: (transfer full) (nullable): the code
 */
YxSecret *
yx_sample_desk_code (YxSampleDesk *desk, YxCodePurpose purpose, GError **error)
{
  const char *nick = yx_choice_find (yx_code_purposes, purpose)->nick;
  const char *phone = desk->actor->session == NULL ? desk->phone : NULL;

  yx_code_source_forget (desk->hall->codes, desk->phone, nick);
  if (!yx_flow_request_code (desk->actor, phone, purpose, desk->cancellable, error))
    return NULL;
  return yx_code_source_wait (desk->hall->codes, desk->phone, nick, CODE_SECONDS, desk->cancellable, error);
}

static gboolean
sign_in (YxSampleDesk *desk, YxAccountKind kind, const char *login, GError **error)
{
  return yx_flow_sign_in (desk->actor, kind, login, desk->password, desk->cancellable, error);
}

static gboolean
register_once (YxSampleDesk *desk, YxAccountKind kind, const char *id, gpointer registration, GError **error)
{
  g_autoptr (YxSecret) code = yx_sample_desk_code (desk, YX_CODE_REGISTER, error);

  if (code == NULL)
    return FALSE;
  yx_record_set_secret (registration, "code", code);
  yx_record_set_secret (registration, "password", desk->password);
  return kind == YX_ACCOUNT_ENTERPRISE ? yx_flow_register_enterprise (desk->actor, id, registration, desk->cancellable, error)
                                       : yx_flow_register_person (desk->actor, id, registration, desk->cancellable, error);
}

/**
 * yx_sample_desk_enter:
 * @desk: a desk
 * @kind: an enterprise's account or a person's
 * @login: what to sign in with
 * @id: the enterprise's or account's id
 * @registration: what to register, where that has not happened yet
 *
 * Registers and signs in. Whoever began to register before a restart, or is known to the hall already, signs in.
 *
 * Returns: whether the account is signed in
 */
gboolean
yx_sample_desk_enter (YxSampleDesk *desk, YxAccountKind kind, const char *login, const char *id, gpointer registration, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GBytes) begun = yx_local_store_kept (desk->store, BEGUN, &local);
  g_autoptr (GBytes) yes = g_bytes_new_static ("1", 1);

  if (begun != NULL && sign_in (desk, kind, login, &local))
    return TRUE;
  if (local != NULL && !g_error_matches (local, YX_PROBLEM_ERROR, YX_PROBLEM_WRONG_CREDENTIALS))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  g_clear_error (&local);
  if (!yx_local_store_keep (desk->store, BEGUN, yes, error))
    return FALSE;
  if (!register_once (desk, kind, id, registration, &local)
      && (kind == YX_ACCOUNT_ENTERPRISE || !g_error_matches (local, YX_PROBLEM_ERROR, YX_PROBLEM_CONFLICT)))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  return sign_in (desk, kind, login, error);
}

/**
 * yx_sample_desk_activate:
 * @desk: a desk at which an account is signed in
 *
 * Returns: whether the account has a certificate now
 */
gboolean
yx_sample_desk_activate (YxSampleDesk *desk, GError **error)
{
  g_autoptr (YxSecret) code = NULL;
  YxActivation activation = { .certificate = desk->certificate, .password = desk->certificate_password };
  gboolean has;

  if (!yx_flow_has_certificate (desk->actor, &has, desk->cancellable, error))
    return FALSE;
  if (has)
    return TRUE;
  code = yx_sample_desk_code (desk, YX_CODE_CERTIFICATE, error);
  activation.code = code;
  return code != NULL && yx_flow_activate (desk->actor, &activation, desk->cancellable, error);
}

/**
 * yx_sample_desk_unlock:
 * @desk: a desk at which an account with a certificate is signed in
 * @purpose: a visit to the seals, or signing
 *
 * Returns: whether its keys are unlocked
 */
gboolean
yx_sample_desk_unlock (YxSampleDesk *desk, YxCodePurpose purpose, GError **error)
{
  g_autoptr (YxSecret) code = yx_sample_desk_code (desk, purpose, error);

  return code != NULL && yx_flow_unlock (desk->actor, desk->certificate_password, code, desk->cancellable, error);
}

/**
 * yx_sample_mark:
 * @strokes: (nullable): what to vary; %NULL: a signature that the program carries
 * @seed: the same seed gives the same hands
 * @number: whose hand
 *
 * Each hand writes differently, the same one always alike.
 *
 * Returns: (transfer full) (nullable): a signature drawn by hand, as a PDF of one page
 */
GBytes *
yx_sample_mark (YxStrokes *strokes, guint32 seed, guint number, GError **error)
{
  g_autoptr (YxStrokes) hand = strokes != NULL ? yx_strokes_ref (strokes) : yx_strokes_sample (number % yx_strokes_sample_count ());
  g_autoptr (YxStrokes) varied = yx_strokes_vary (hand, ((guint64) seed << 32) + number);

  return yx_ink_mark_pdf (varied, error);
}
