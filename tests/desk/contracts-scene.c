/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/contracts-scene.h"

#include "crypto/yx-crypto.h"
#include "desk/window/yx-application.h"

#define ENTERPRISE "ent_aaaaaaaaaaaaaaaaaaaaaaaaaa"
#define PERSON "per_aaaaaaaaaaaaaaaaaaaaaaaaaa"
#define CHUNK 500

static YxActor *
make_actor (ContractsScene *scene, YxLocalStore *store, YxAccountKind account)
{
  g_autofree char *socket = yx_test_folder_path (scene->folder, "no-hall");
  g_autofree char *url = g_strconcat ("unix:", socket, NULL);
  YxActor *actor = g_new0 (YxActor, 1);

  actor->connection = yx_connection_new (url, NULL, NULL, NULL);
  actor->store = store;
  actor->hall = yx_hall_info_new ();
  yx_record_set_text ((gpointer) actor->hall, "name", "测试网厅");
  actor->trust = g_bytes_new_static ("", 0);
  actor->session = yx_session_new ();
  yx_record_set_int (actor->session, "kind", account);
  yx_record_set_text (actor->session, "enterprise", ENTERPRISE);
  yx_record_set_text (actor->session, "person", PERSON);
  return actor;
}

/* Of ten contracts one is returned, two wait for a seal, two for a signature, one was declined; the rest are signed. */
static void
add_contract (GPtrArray *records, YxAccountKind account, guint i)
{
  static const YxDocumentState states[10]
    = { YX_DOCUMENT_TO_SEAL, YX_DOCUMENT_TO_SEAL, YX_DOCUMENT_TO_SEAL, YX_DOCUMENT_TO_SIGN, YX_DOCUMENT_TO_SIGN,
        YX_DOCUMENT_DECLINED, YX_DOCUMENT_COMPLETE, YX_DOCUMENT_COMPLETE, YX_DOCUMENT_COMPLETE, YX_DOCUMENT_COMPLETE };
  gboolean returned = i % 10 == 0;

  if (account == YX_ACCOUNT_ENTERPRISE)
    g_ptr_array_add (records, mirror_filing (i, returned ? YX_FILING_RETURNED : YX_FILING_APPROVED));
  if (account == YX_ACCOUNT_PERSON || !returned)
    g_ptr_array_add (records, mirror_document (i, states[i % 10]));
}

static void
fill (YxLocalStore *store, YxAccountKind account, guint contracts)
{
  g_autoptr (YxMirror) mirror = yx_mirror_new (store, account, yx_clock_system (), NULL);

  for (guint i = 0; i < contracts;)
    {
      g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (yx_record_unref);
      g_autoptr (GError) error = NULL;

      for (guint k = 0; k < CHUNK && i < contracts; k++)
        add_contract (records, account, i++);
      yx_mirror_take (mirror, records, 0, &error);
      g_assert_no_error (error);
    }
}

/* One for all scenes of a program: a second one could not stand at the same place on the bus. */
static YxApplication *
the_application (void)
{
  static YxApplication *application = NULL;

  if (application != NULL)
    return application;
  application = yx_application_new ();
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  return application;
}

void
contracts_scene_set_up (ContractsScene *scene, YxAccountKind account, guint contracts)
{
  g_autofree char *path = NULL;
  YxLocalStore *store;

  g_assert_true (yx_crypto_init ());
  scene->folder = yx_test_folder_new ();
  scene->key = yx_secret_new_text ("0123456789abcdef0123456789abcdef");
  path = yx_test_folder_path (scene->folder, "store.db");
  store = yx_local_store_open (path, scene->key, NULL);
  fill (store, account, contracts);
  scene->seat = yx_seat_new (account == YX_ACCOUNT_ENTERPRISE ? "长春示例公司" : "李想", make_actor (scene, store, account),
                             make_actor (scene, store, account), store);
  scene->application = the_application ();
}

void
contracts_scene_show (ContractsScene *scene, int width, int height)
{
  scene->window = yx_window_new (ADW_APPLICATION (scene->application));
  gtk_window_set_default_size (GTK_WINDOW (scene->window), width, height);
  yx_window_set_seat (scene->window, scene->seat);
  gtk_window_present (GTK_WINDOW (scene->window));
}

void
contracts_scene_tear_down (ContractsScene *scene)
{
  if (scene->window != NULL)
    gtk_window_destroy (GTK_WINDOW (scene->window));
  yx_seat_close (scene->seat);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_clear_object (&scene->seat);
  yx_secret_unref (scene->key);
  yx_test_folder_free (scene->folder);
}

/* The first descendant of a class; with a template's name for it where there are several. */
GtkWidget *
contracts_scene_child (GtkWidget *parent, GType type, const char *name)
{
  for (GtkWidget *child = gtk_widget_get_first_child (parent); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *deeper;

      if (g_type_is_a (G_OBJECT_TYPE (child), type)
          && (name == NULL || g_strcmp0 (gtk_buildable_get_buildable_id (GTK_BUILDABLE (child)), name) == 0))
        return child;
      deeper = contracts_scene_child (child, type, name);
      if (deeper != NULL)
        return deeper;
    }
  return NULL;
}
