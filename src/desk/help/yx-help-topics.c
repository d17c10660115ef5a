/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/help/yx-help-topics.h"

#include <glib/gi18n-lib.h>

enum
{
  NOT_FOUND,
  IN_WORDS,
  IN_TITLE,
  BEGINS_TITLE,
  IS_TITLE,
};

static const YxHelpTopic topics[] = {
  { "first", N_ ("From an empty desk to the first signed contract"),
    N_ ("1. Certificates: activate a certificate. It is what you seal and sign with.\n"
        "2. Seals: make the enterprise's seal. The hall draws it from the registered name.\n"
        "3. Contracts: file the employment. When the hall has approved it, the contract is there as a PDF.\n"
        "4. Open the contract and press Seal.\n"
        "5. The employee signs in with an account of their own, reads the contract and signs it.\n"
        "6. The hall adds the time. The contract is complete; download it or print it."),
    "入门 流程 第一份 电子劳动合同生成" },
  { "file", N_ ("File an employment"),
    N_ ("In Contracts press File, or Ctrl+N. Only what applies is asked for. What the law does not allow is said below the field "
        "while you type, with the article. What you have entered is kept as a draft when you leave. A filing that the hall "
        "returned waits under To do with the reason; correct it and send it again."),
    "备案 新签 用工备案管理 劳动关系（原用工备案） 退回 草稿" },
  { "seal", N_ ("Seal one contract or many"),
    N_ ("Open a contract and press Seal, or choose several in the list. The seal is shown where it will stand. Enter the SMS code "
        "and your certificate password once for all of them. Each document then says whether it was sealed; those that "
        "were not can be tried again."),
    "盖章 批量 电子合同签章授权 签章 公章" },
  { "sign", N_ ("Sign a contract as an employee"),
    N_ ("Sign in with your own account, not with the enterprise's. Contracts that wait for you stand under To do. Read to the last page, "
        "then sign by pen, finger or mouse. You see your signature in its place before you use it. At the end enter your "
        "certificate password and keep a copy."),
    "签名 签字 员工 手写 个人电子签名 画布" },
  { "verify", N_ ("Is this PDF genuine?"),
    N_ ("Drop any PDF onto the window, or open it from the menu. One sentence says who signed it and whether it was changed since. "
        "Below it stands each signature with its time, its seal, and how the person was identified. No hall is asked for this."),
    "查验 验签 验证 真伪 下载" },
  { "password", N_ ("Account password and certificate password"),
    N_ ("The account password lets you in. The certificate password unlocks the keys that you seal and sign with; on the old portal it was "
        "called 证书验证密码 or 签名口令. It never leaves this computer. Nobody can tell it to you again: if it is "
        "forgotten, a new certificate is needed."),
    "密码 证书密码 证书验证密码 证书数字密码 签名口令 电子签章签名口令 忘记" },
  { "code", N_ ("The SMS code does not come"),
    N_ ("A code is valid for five minutes and for one use. Ask for another one when the countdown has ended. It goes to the phone of the "
        "account. A hall on this computer sends no SMS: its codes appear in this window, and one press fills them in."),
    "验证码 短信 收不到" },
  { "locked", N_ ("Sign-in is locked"),
    N_ ("After five wrong passwords the hall lets nobody try for 15 minutes; the message says until when. Wait, then try again."),
    "锁定 登录 密码错误" },
  { "offline", N_ ("The hall does not answer"),
    N_ ("What is already on this computer can be read, and you can go on filing: filings wait and are sent once when the hall is back. Sealing, "
        "signing and certificates need the hall. What was entered stays."),
    "离线 断网 网络 连接" },
  { "own", N_ ("What a hall on this computer can and cannot prove"),
    N_ ("Each file shows who signed, and that nothing was changed since, as from any other hall. But identity "
        "and time are attested by the employer's own hall only, and every verdict says so. Where an outsider must vouch for "
        "them, use the hall of your province."),
    "本机 自建 网厅 证明 效力" },
  { "menus", N_ ("Where the old portal's menus are"),
    N_ ("劳动关系（原用工备案）: Contracts\n"
        "用工备案管理: Contracts, File\n"
        "电子劳动合同生成: made by the hall when a filing is approved\n"
        "电子合同签章授权: Contracts, Seal\n"
        "These names also work as search words here and in Go to (Ctrl+K)."),
    "老平台 原平台 菜单 劳动关系（原用工备案） 用工备案管理 电子劳动合同生成 电子合同签章授权" },
  { "keys", N_ ("Without a mouse"),
    N_ ("Ctrl+K goes anywhere: type a few letters of a pane, an action or a name. Ctrl+Return does what is suggested for the open "
        "contract. Ctrl+? shows all keys."),
    "键盘 快捷键 跳转" },
};

/**
 * yx_help_topics:
 * @n_topics: (out): how many
 *
 * Returns: (transfer none) (array length=n_topics): what the help explains, in the order in which people need it
 */
const YxHelpTopic *
yx_help_topics (guint *n_topics)
{
  *n_topics = G_N_ELEMENTS (topics);
  return topics;
}

static guint
score_part (const char *part, const char *title, const char *words)
{
  const char *found = strstr (title, part);

  if (found != NULL)
    return g_str_equal (title, part) ? IS_TITLE : found == title ? BEGINS_TITLE : IN_TITLE;
  return strstr (words, part) != NULL ? IN_WORDS : NOT_FOUND;
}

/**
 * yx_help_score:
 * @typed: what a person typed
 * @title: of something that can be found
 * @words: (nullable): further words for it
 *
 * How well they meet: each part of what was typed must occur; case does not matter, nor whether signs are wide.
 *
 * Returns: 0 when not at all, else more for the title than for the words, and for its beginning
 */
guint
yx_help_score (const char *typed, const char *title, const char *words)
{
  g_autofree char *whole = g_utf8_normalize (typed, -1, G_NORMALIZE_ALL);
  g_autofree char *folded = whole != NULL ? g_utf8_casefold (whole, -1) : g_strdup ("");
  g_autofree char *plain_title = g_utf8_normalize (title, -1, G_NORMALIZE_ALL);
  g_autofree char *plain_words = g_utf8_normalize (words != NULL ? words : "", -1, G_NORMALIZE_ALL);
  g_autofree char *folded_title = g_utf8_casefold (plain_title, -1);
  g_autofree char *folded_words = g_utf8_casefold (plain_words, -1);
  g_auto (GStrv) parts = g_strsplit_set (folded, " \t\n", -1);
  guint least = G_MAXUINT;

  for (guint i = 0; parts[i] != NULL; i++)
    if (parts[i][0] != '\0')
      least = MIN (least, score_part (parts[i], folded_title, folded_words));
  return least != G_MAXUINT ? least : IN_WORDS;
}

/**
 * yx_help_topic_matches:
 * @topic: a topic
 * @typed: what a person typed; empty meets all
 *
 * Returns: whether the topic is about that, in the locale's language, in English or in the old portal's words
 */
gboolean
yx_help_topic_matches (const YxHelpTopic *topic, const char *typed)
{
  const char *title = g_dgettext (GETTEXT_PACKAGE, topic->title);
  g_autofree char *all = g_strjoin (" ", topic->title, topic->text, g_dgettext (GETTEXT_PACKAGE, topic->text), topic->words, NULL);

  return yx_help_score (typed, title, all) > NOT_FOUND;
}
