/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <string.h>

#include "desk/common/yx-code-row.h"
#include "desk/common/yx-pane-frame.h"
#include "desk/common/yx-password-row.h"
#include "desk/desk-seat.h"
#include "desk/seals/yx-seal-facts.h"
#include "desk/seals/yx-seal-make.h"
#include "desk/seals/yx-seal-page.h"
#include "desk/seals/yx-seal-picture.h"
#include "desk/seals/yx-seal-render.h"
#include "desk/seals/yx-seals-pane.h"
#include "desk/seals/yx-visit.h"
#include "seal/yx-seal-drawing.h"
#include "seal/yx-seal-error.h"
#include "yinxin-desk-resources.h"

static void
test_visit (void)
{
  YxVisit visit = { FALSE };

  g_assert_false (yx_visit_is_idle (&visit, YX_VISIT_IDLE * 2));
  g_assert_false (yx_visit_end (&visit));
  yx_visit_begin (&visit, 1000);
  g_assert_false (yx_visit_is_idle (&visit, 1000 + YX_VISIT_IDLE - 1));
  g_assert_true (yx_visit_is_idle (&visit, 1000 + YX_VISIT_IDLE));
  yx_visit_touch (&visit, 2000);
  g_assert_false (yx_visit_is_idle (&visit, 1000 + YX_VISIT_IDLE));
  yx_visit_touch (&visit, 2000 + YX_VISIT_IDLE); /* too late */
  g_assert_true (yx_visit_is_idle (&visit, 2000 + YX_VISIT_IDLE));
  g_assert_true (yx_visit_end (&visit));
  g_assert_false (yx_visit_is_idle (&visit, 2000 + YX_VISIT_IDLE));
}

static YxSeal *
make_seal (YxSealKind kind, YxSealState state, gint64 created)
{
  YxSeal *seal = yx_seal_new ();

  yx_record_set_int (seal, "kind", kind);
  yx_record_set_int (seal, "state", state);
  yx_record_set_int (seal, "created", created);
  yx_record_set_int (seal, "valid_to", 1000);
  return seal;
}

/* Voided ones at the end; one valid seal of each type. */
static void
test_facts (void)
{
  g_autoptr (GPtrArray) seals = g_ptr_array_new_with_free_func (yx_record_unref);
  YxSealKind kind;

  g_assert_true (yx_seal_next_kind (seals, &kind));
  g_assert_cmpint (kind, ==, YX_SEAL_UNIT);
  g_ptr_array_add (seals, make_seal (YX_SEAL_UNIT, YX_SEAL_VOIDED, 1));
  g_ptr_array_add (seals, make_seal (YX_SEAL_CONTRACT, YX_SEAL_VALID, 2));
  g_ptr_array_add (seals, make_seal (YX_SEAL_UNIT, YX_SEAL_VOIDED, 3));
  g_ptr_array_add (seals, make_seal (YX_SEAL_UNIT, YX_SEAL_VALID, 4));
  yx_seals_sort (seals);
  for (guint i = 0; i < 4; i++)
    {
      static const gint64 order[] = { 4, 2, 3, 1 };

      g_assert_cmpint (((YxSeal *) seals->pdata[i])->created, ==, order[i]);
    }
  g_assert_true (yx_seals_have_valid (seals, YX_SEAL_UNIT));
  g_assert_false (yx_seals_have_valid (seals, YX_SEAL_PERSONNEL));
  g_assert_true (yx_seal_next_kind (seals, &kind));
  g_assert_cmpint (kind, ==, YX_SEAL_LABOUR_CONTRACT);
  g_assert_cmpstr (yx_seal_state_words (seals->pdata[0], 999), ==, "Valid");
  g_assert_cmpstr (yx_seal_state_words (seals->pdata[0], 1000), ==, "Expired");
  g_assert_cmpstr (yx_seal_state_words (seals->pdata[3], 1000), ==, "Voided");
  for (const YxChoice *choice = yx_seal_kinds; choice->nick != NULL; choice++)
    g_ptr_array_add (seals, make_seal ((YxSealKind) choice->value, YX_SEAL_VALID, 5));
  g_assert_false (yx_seal_next_kind (seals, &kind));
}

static guint
count_red (cairo_surface_t *surface)
{
  guint red = 0;
  int width = cairo_image_surface_get_width (surface);
  int height = cairo_image_surface_get_height (surface);
  const guint8 *bytes = cairo_image_surface_get_data (surface);
  gsize stride = (gsize) cairo_image_surface_get_stride (surface);

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        guint32 pixel;

        memcpy (&pixel, bytes + (gsize) y * stride + (gsize) x * 4, sizeof pixel);
        red += pixel == 0xffc3272b;
      }
  return red;
}

/* The face that one sees before and the page that the hall sends look the same. */
static void
test_render (void)
{
  const YxSealFace face = { .kind = YX_SEAL_UNIT,
                            .measures = yx_seal_measures (YX_SEAL_UNIT, YX_UNIT_LIMITED),
                            .name = "长春市晨曦精密机械制造有限公司",
                            .uscc = "91220101MA0Y1A2B3D" };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = yx_seal_pdf (&face, &error);
  g_autoptr (GBytes) rubbish = g_bytes_new_static ("%PDF-1.7 no", 11);
  cairo_surface_t *before = yx_seal_render_face (&face, 8, &error);
  cairo_surface_t *after = yx_seal_render_pdf (pdf, face.measures.width, face.measures.height, 8, &error);
  double same;

  g_assert_no_error (error);
  g_assert_cmpint (cairo_image_surface_get_width (before), ==, face.measures.width * 8);
  g_assert_cmpint (cairo_image_surface_get_width (after), ==, face.measures.width * 8);
  g_assert_cmpuint (count_red (before), >, 5000);
  same = (double) count_red (after) / count_red (before);
  g_assert_cmpfloat (same, >, 0.95);
  g_assert_cmpfloat (same, <, 1.05);
  cairo_surface_destroy (before);
  cairo_surface_destroy (after);
  g_assert_null (yx_seal_render_pdf (rubbish, 40, 40, 8, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_null (yx_seal_render_pdf (pdf, 40, 40, 1000, &error));
  g_assert_error (error, YX_SEAL_ERROR, YX_SEAL_ERROR_TOO_LARGE);
}

static void
set_up (DeskScene *scene, gconstpointer certified)
{
  story_set_up (&scene->story, NULL);
  story_register (&scene->story);
  if (certified != NULL)
    story_certify (&scene->story);
  scene->seat = desk_seat_new_signed_in (&scene->story);
  desk_scene_show (scene, YX_TYPE_SEALS_PANE);
}

static const char *
page_of (DeskScene *scene)
{
  YxPaneFrame *frame = desk_find (scene->pane, YX_TYPE_PANE_FRAME, NULL);
  GtkWidget *unlock = desk_find (frame, YX_TYPE_CODE_ROW, NULL);

  if (strcmp (yx_pane_frame_get_state (frame), "content") != 0)
    return yx_pane_frame_get_state (frame);
  if (unlock != NULL && gtk_widget_get_mapped (unlock))
    return "gate";
  for (GType *type = (GType[]) { YX_TYPE_SEAL_PAGE, YX_TYPE_SEAL_MAKE, 0 }; *type != 0; type++)
    {
      GtkWidget *page = desk_find (frame, *type, NULL);

      if (page != NULL && gtk_widget_get_mapped (page))
        return g_type_name (*type);
    }
  return "gallery";
}

static gboolean
is_gate (gpointer data)
{
  return strcmp (page_of (data), "gate") == 0;
}

static gboolean
is_gallery (gpointer data)
{
  return strcmp (page_of (data), "gallery") == 0;
}

static gboolean
is_empty (gpointer data)
{
  return strcmp (page_of (data), "empty") == 0;
}

/* As somebody would at the desk: the code fills in by one press. */
static void
prove (DeskScene *scene, gpointer above)
{
  gpointer password = desk_find (above, YX_TYPE_PASSWORD_ROW, NULL);

  desk_enter_code (above);
  gtk_editable_set_text (desk_entry (password), yx_secret_text (scene->story.enterprise.certificate_password));
}

static void
enter (DeskScene *scene)
{
  g_assert_true (desk_wait (is_gate, scene));
  prove (scene, scene->pane);
  g_signal_emit_by_name (desk_find (scene->pane, GTK_TYPE_BUTTON, "_Enter"), "clicked");
  g_assert_true (desk_wait (is_gallery, scene));
}

static gboolean
is_drawn (gpointer data)
{
  return yx_seal_picture_is_drawn (data);
}

/* A visit shows what there is; leaving the pane ends it. */
static void
test_gallery (DeskScene *scene, gconstpointer data)
{
  YxSealPicture *picture;

  enter (scene);
  picture = desk_find (scene->pane, YX_TYPE_SEAL_PICTURE, NULL);
  g_assert_true (desk_wait (is_drawn, picture));
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (picture), GTK_ACCESSIBLE_ROLE_IMG);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (picture), GTK_ACCESSIBLE_PROPERTY_LABEL, "长春市晨曦精密机械制造有限公司单位公章");
  yx_pane_leave (YX_PANE (scene->pane));
  g_assert_true (desk_wait (is_gate, scene));
}

static gboolean
has_seal (gpointer data)
{
  return is_gallery (data) && desk_find (((DeskScene *) data)->pane, GTK_TYPE_LABEL, "给客户看的章") != NULL;
}

/* The type of which there is one can't be chosen; the name composes itself until it is edited. */
static void
test_make (DeskScene *scene, gconstpointer data)
{
  YxSealMake *make;
  GtkEditable *name;

  enter (scene);
  g_assert_true (yx_pane_act (YX_PANE (scene->pane), YX_PANE_NEW));
  make = desk_find (scene->pane, YX_TYPE_SEAL_MAKE, NULL);
  name = desk_find (make, ADW_TYPE_ENTRY_ROW, NULL);
  g_assert_false (gtk_widget_get_sensitive (desk_find (make, GTK_TYPE_TOGGLE_BUTTON, NULL)));
  g_assert_cmpstr (gtk_editable_get_text (name), ==, "长春市晨曦精密机械制造有限公司合同专用章");
  gtk_editable_set_text (name, "给客户看的章");
  g_assert_nonnull (desk_find (make, GTK_TYPE_LABEL, "6 of 50"));
  g_assert_true (yx_pane_act (YX_PANE (scene->pane), YX_PANE_SUGGESTED));
  g_assert_true (desk_wait (has_seal, scene));
}

static gboolean
is_voided (gpointer data)
{
  return is_gallery (data) && desk_find (((DeskScene *) data)->pane, GTK_TYPE_LABEL, "Voided") != NULL;
}

/* It says what voiding means, asks for proof, and the seal is at the end, grey. */
static void
test_void (DeskScene *scene, gconstpointer data)
{
  GtkWindow *dialog;
  GtkWidget *card;

  enter (scene);
  card = gtk_widget_get_ancestor (desk_find (scene->pane, YX_TYPE_SEAL_PICTURE, NULL), GTK_TYPE_BUTTON);
  g_signal_emit_by_name (card, "clicked");
  g_assert_cmpstr (page_of (scene), ==, "YxSealPage");
  g_assert_nonnull (desk_find (scene->pane, GTK_TYPE_LABEL, scene->story.seal->number));
  g_signal_emit_by_name (desk_find (scene->pane, GTK_TYPE_BUTTON, "_Void…"), "clicked");
  dialog = desk_dialog_over (scene->window);
  g_assert_nonnull (dialog);
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (dialog), GTK_ACCESSIBLE_ROLE_WINDOW);
  prove (scene, dialog);
  g_signal_emit_by_name (desk_find (dialog, GTK_TYPE_BUTTON, "_Void"), "clicked");
  g_assert_true (desk_wait (is_voided, scene));
}

static void
test_no_certificate (DeskScene *scene, gconstpointer data)
{
  g_assert_true (desk_wait (is_empty, scene));
  g_assert_nonnull (desk_find (scene->pane, GTK_TYPE_BUTTON, "_Activate Certificate"));
}

#define CASE(name, test, certified) g_test_add ("/desk/seals/" name, DeskScene, certified, set_up, test, desk_scene_tear_down)

int
main (int argc, char **argv)
{
  story_find_programs ();
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_resources_register (yx_desk_resources_get_resource ());
  g_test_add_func ("/desk/seals/visit-idles", test_visit);
  g_test_add_func ("/desk/seals/facts", test_facts);
  g_test_add_func ("/desk/seals/render", test_render);
  CASE ("gallery", test_gallery, "certified");
  CASE ("make", test_make, "certified");
  CASE ("void", test_void, "certified");
  CASE ("no-certificate", test_no_certificate, NULL);
  return g_test_run ();
}
