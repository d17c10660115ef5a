/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "hall/hall-story.h"

#include <string.h>

#include "base/yx-id.h"
#include "crypto/yx-digest.h"
#include "hall/yx-hall-evidence.h"
#include "lib/yx-test-wait.h"
#include "model/yx-event-page.h"
#include "model/yx-revision-page.h"
#include "model/yx-seal-use-page.h"

typedef struct
{
  Story *story;
  YxDocumentState state;
} Waiting;

static gboolean
has_state (gpointer data)
{
  Waiting *waiting = data;
  g_autoptr (YxDocument) document
      = story_document (waiting->story->fixture, waiting->story->employer, waiting->story->document);

  return document->state == (int)waiting->state;
}

static void
append (Story *story, StoryActor *actor, const char *field)
{
  g_autofree char *id = yx_id_new ("rev");
  g_autoptr (YxDocument) document = story_document (story->fixture, actor, story->document);
  g_autoptr (GBytes) head = story_bytes (story->fixture, actor, story->document);
  g_autoptr (GBytes) appended = story_sign (story->fixture, actor, head, field);
  g_autoptr (YxHallCall) call = story_append (story->fixture, actor, document, id, appended);

  story_does (call);
  g_assert_cmpuint (call->status, ==, 201);
}

static void
test_whole (void)
{
  g_autoptr (Story) story = story_new ();
  Waiting complete = { story, YX_DOCUMENT_COMPLETE };

  append (story, story->employer, "yx.employer");
  append (story, story->worker, "yx.worker");
  g_assert_true (yx_test_wait (has_state, &complete, 10000));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hall/revisions/whole", test_whole);
  return g_test_run ();
}
