/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/window/yx-go-place.h"

#include <glib/gi18n-lib.h>

#include "desk/help/yx-help-topics.h"

/* An action that can be gone to, and what else people call it. */
typedef struct
{
  const char *title;
  const char *words;
  const char *icon;
  const char *action;
  const char *target; /* (nullable): of one string */
} ActionLine;

static const ActionLine action_lines[] = {
  { N_ ("File a new contract"), "file new 新签 备案 用工备案管理 劳动关系（原用工备案）", "document-new-symbolic", "win.file", "" },
  { N_ ("Check a PDF"), "verify open 查验 验签 验证 打开", "yx-verify-symbolic", "app.open", NULL },
  { N_ ("Help"), "help 帮助 热线 电话", "help-browser-symbolic", "win.help", "" },
  { N_ ("Keyboard Shortcuts"), "keys 快捷键 键盘", "preferences-desktop-keyboard-shortcuts-symbolic", "win.show-help-overlay", NULL },
  { N_ ("About Yinxin"), "about version 关于 版本", "help-about-symbolic", "app.about", NULL },
  { N_ ("Sign out"), "sign out leave 退出 注销 切换账号", "system-log-out-symbolic", "win.sign-out", NULL },
  { N_ ("Quit"), "quit exit 退出 关闭", "application-exit-symbolic", "app.quit", NULL },
};

/* What else people call a pane; on the old portal, too. */
static const char *const pane_words[][2] = {
  { "contracts", "contracts documents filings roster 合同 备案 职工名册 劳动关系（原用工备案） 用工备案管理 电子劳动合同生成 电子合同签章授权 签章" },
  { "seals", "seals 电子印章 公章 印章管理 盖章" },
  { "certificates", "certificates 数字证书 证书密码 证书验证密码 签名口令 激活" },
  { "accounts", "accounts settings password devices 账号 设置 密码 设备 语言" },
};

/**
 * yx_go_place_new:
 * @title: what it is called
 * @note: (nullable): what it is
 * @words: (nullable): further words for it
 * @icon: a symbolic icon's name
 * @action: what goes there
 * @target: (nullable): the action's; sunk
 *
 * Returns: (transfer full): somewhere to go
 */
YxGoPlace *
yx_go_place_new (const char *title, const char *note, const char *words, const char *icon, const char *action, GVariant *target)
{
  YxGoPlace *place = g_new0 (YxGoPlace, 1);

  place->title = g_strdup (title);
  place->note = g_strdup (note);
  place->words = g_strdup (words);
  place->icon = g_strdup (icon);
  place->action = g_strdup (action);
  place->target = target != NULL ? g_variant_ref_sink (target) : NULL;
  return place;
}

/**
 * yx_go_place_free:
 * @place: (transfer full): somewhere to go
 */
void
yx_go_place_free (YxGoPlace *place)
{
  g_free (place->title);
  g_free (place->note);
  g_free (place->words);
  g_free (place->icon);
  g_free (place->action);
  g_clear_pointer (&place->target, g_variant_unref);
  g_free (place);
}

/**
 * yx_go_places_find:
 * @places: (element-type YxGoPlace): all
 * @typed: what a person typed; empty finds all
 * @most: how many at most
 *
 * Returns: (transfer container) (element-type YxGoPlace): those that meet it, the best first, else in the order of @places
 */
GPtrArray *
yx_go_places_find (GPtrArray *places, const char *typed, guint most)
{
  GPtrArray *found = g_ptr_array_new ();
  g_autofree guint *scores = g_new0 (guint, places->len + 1);
  guint best = 0;

  for (guint i = 0; i < places->len; i++)
    {
      const YxGoPlace *place = g_ptr_array_index (places, i);

      scores[i] = yx_help_score (typed, place->title, place->words);
      best = MAX (best, scores[i]);
    }
  for (guint score = best; score > 0; score--)
    for (guint i = 0; i < places->len && found->len < most; i++)
      if (scores[i] == score)
        g_ptr_array_add (found, g_ptr_array_index (places, i));
  return found;
}

/**
 * yx_go_places_of_actions:
 *
 * Returns: (transfer full) (element-type YxGoPlace): the actions that can be gone to from anywhere
 */
GPtrArray *
yx_go_places_of_actions (void)
{
  GPtrArray *places = g_ptr_array_new_with_free_func ((GDestroyNotify) yx_go_place_free);

  for (gsize i = 0; i < G_N_ELEMENTS (action_lines); i++)
    {
      const ActionLine *line = &action_lines[i];
      GVariant *target = line->target != NULL ? g_variant_new_string (line->target) : NULL;

      g_ptr_array_add (places, yx_go_place_new (g_dgettext (GETTEXT_PACKAGE, line->title), _("Action"), line->words, line->icon,
                                                line->action, target));
    }
  return places;
}

/**
 * yx_go_place_words_of_pane:
 * @name: a pane's
 *
 * Returns: (transfer none) (nullable): what else people call it
 */
const char *
yx_go_place_words_of_pane (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (pane_words); i++)
    if (g_str_equal (pane_words[i][0], name))
      return pane_words[i][1];
  return NULL;
}
