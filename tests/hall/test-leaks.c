/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/hall-story.h"

#include <string.h>

#include "base/yx-id.h"
#include "hall/yx-hall-evidence.h"
#include "model/yx-envelope-release.h"

/* What must not stand in the clear, collected while the story goes on. */
typedef struct
{
  Story *story;
  GPtrArray *texts; /* (owned) */
} Watch;

static void
note (Watch *watch, const char *text)
{
  g_ptr_array_add (watch->texts, g_strdup (text));
}

static void
note_actor (Watch *watch, StoryActor *actor)
{
  note (watch, actor->name);
  note (watch, actor->doc_no);
  note (watch, actor->phone);
  note (watch, actor->password);
  note (watch, yx_secret_text (actor->session->token));
  note (watch, yx_secret_text (actor->proof));
}

static void
sign (Story *story, StoryActor *actor, const char *field)
{
  g_autofree char *id = yx_id_new ("rev");
  g_autoptr (YxDocument) document = story_document (story->fixture, actor, story->document);
  g_autoptr (GBytes) head = story_bytes (story->fixture, actor, story->document);
  g_autoptr (GBytes) appended = story_sign (story->fixture, actor, head, field);
  g_autoptr (YxHallCall) call = story_append (story->fixture, actor, document, id, appended);

  story_does (call);
}

static void
release (Watch *watch, StoryActor *actor)
{
  g_autoptr (YxHallCall) call
      = story_call (watch->story->fixture, YX_API_ENVELOPE_RELEASE, actor, NULL, NULL);
  g_autofree char *code = NULL;

  story_ask_code (watch->story->fixture, actor, "seal-visit");
  code = story_code (watch->story->fixture, actor->phone, "seal-visit");
  call->request = yx_record_new (&yx_envelope_release_type);
  story_secret (call->request, "code", code);
  yx_record_set_secret (call->request, "proof", actor->proof);
  story_does (call);
}

static gboolean
holds (const char *folder, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *bytes = NULL;
  gsize size;

  return g_file_get_contents (path, &bytes, &size, NULL) && memmem (bytes, size, text, strlen (text)) != NULL;
}

static void
search (const char *folder, const char *name, GPtrArray *texts)
{
  for (guint i = 0; i < texts->len; i++)
    if (holds (folder, name, texts->pdata[i]))
      g_error ("%s holds %s", name, (char *)texts->pdata[i]);
}

/* After a whole story neither database nor log of writes holds a password, code, token, identity number,
 * phone or a person's name (design.md "personal data"). */
static void
test_database (void)
{
  g_autoptr (Story) story = story_new ();
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  Watch watch = { story, texts };
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&story->fixture->hall->evidence, yx_hall_evidence_free);
  note_actor (&watch, story->employer);
  note_actor (&watch, story->worker);
  release (&watch, story->employer);
  release (&watch, story->worker);
  sign (story, story->employer, "yx.employer");
  sign (story, story->worker, "yx.worker");
  g_assert_true (yx_hall_evidence_complete (story->fixture->hall, story->document, &error));
  g_assert_no_error (error);
  search (story->fixture->folder, "hall.db", texts);
  search (story->fixture->folder, "hall.db-wal", texts);
  hall_fixture_close (story->fixture);
  search (story->fixture->folder, "hall.db", texts);
  search (story->fixture->folder, "hall.db-wal", texts);
  g_assert_true (holds (story->fixture->folder, "hall.db", story->employer->login)
                 || holds (story->fixture->folder, "hall.db-wal", story->employer->login));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hall/leaks/database", test_database);
  return g_test_run ();
}
