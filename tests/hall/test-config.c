/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/yx-base-error.h"
#include "crypto/yx-key.h"
#include "hall/yx-hall-config.h"
#include "hall/yx-hall-error.h"
#include "lib/yx-test-folder.h"

static YxHallConfig *
load (const char *text, GError **error)
{
  g_autoptr (YxTestFolder) folder = yx_test_folder_new ();
  g_autofree char *file = yx_test_folder_path (folder, "hall.conf");

  g_assert_true (g_file_set_contents (file, text, -1, NULL));
  return yx_hall_config_load (file, error);
}

/* formats.md: the usual values. */
static void
test_standard (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YxHallConfig) config = load ("# nothing\n\n", &error);

  g_assert_no_error (error);
  g_assert_cmpint (config->idle_minutes, ==, 30);
  g_assert_null (config->address);
  g_assert_null (config->public_url);
  g_assert_false (config->embedded);
  g_assert_cmpint (config->sms_provider, ==, YX_HALL_SMS_SHOWN);
  g_assert_cmpint (config->ca_provider, ==, YX_HALL_CA_OWN);
  g_assert_cmpint (config->ca_algorithm, ==, YX_ALGORITHM_P256);
  g_assert_cmpint (config->filings, ==, YX_HALL_FILINGS_BY_RULE);
  g_assert_cmpint (config->supplements, ==, YX_HALL_SUPPLEMENTS_NEW);
  g_assert_false (config->sign_before);
  g_assert_null (config->certificate);
  g_assert_null (config->key);
  g_assert_null (config->trusted_proxies);
  g_assert_cmpuint (config->scrypt_log2n, ==, 15);
  g_assert_cmpuint (config->scrypt_r, ==, 8);
  g_assert_cmpuint (config->scrypt_p, ==, 1);
  g_assert_cmpint (config->code_per_minute, ==, 1);
  g_assert_cmpint (config->code_per_day, ==, 10);
  g_assert_cmpint (config->seal_visit_per_day, ==, 30);
  g_assert_cmpint (config->code_per_day_phone, ==, 60);
  g_assert_cmpint (config->sign_in_per_minute, ==, 10);
  g_assert_cmpint (config->write_per_second, ==, 20);
  g_assert_cmpint (config->read_per_second, ==, 50);
  g_assert_cmpint (config->address_per_minute, ==, 600);
}

static void
test_all_keys (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YxHallConfig) config = load ("[hall]\n"
                                          "name = 某市网厅 \n"
                                          "phones=12333;010-1\n"
                                          "chat=\n"
                                          "public-url=https://hall.example\n"
                                          "idle-minutes=5\n"
                                          "embedded=true\n"
                                          "[listen]\n"
                                          "address=::1\n"
                                          "port=8443\n"
                                          "certificate=tls/../tls/it.pem\n"
                                          "key=/etc/it.key\n"
                                          "trusted-proxies=10.0.0.1, 192.168.0.0/16;fd00::/8\n"
                                          "[sms]\n"
                                          "provider=shown\n"
                                          "[scrypt]\n"
                                          "log2n=16\n"
                                          "r=8\n"
                                          "p=2\n"
                                          "[approval]\n"
                                          "filings=officer\n"
                                          "sign-before=yes\n"
                                          "supplements=running\n"
                                          "[limits]\n"
                                          "code-per-minute=7\n",
                                          &error);

  g_assert_no_error (error);
  g_assert_cmpstr (config->name, ==, "某市网厅");
  g_assert_cmpstr (config->phones, ==, "12333;010-1");
  g_assert_cmpstr (config->public_url, ==, "https://hall.example");
  g_assert_cmpint (config->idle_minutes, ==, 5);
  g_assert_true (config->embedded);
  g_assert_cmpstr (config->address, ==, "::1");
  g_assert_cmpint (config->port, ==, 8443);
  g_assert_true (g_str_has_suffix (config->certificate, "/tls/it.pem"));
  g_assert_false (g_str_has_suffix (config->certificate, "/tls/../tls/it.pem"));
  g_assert_true (g_path_is_absolute (config->certificate));
  g_assert_cmpstr (config->key, ==, "/etc/it.key");
  g_assert_cmpuint (config->trusted_proxies->len, ==, 3);
  g_assert_cmpint (config->filings, ==, YX_HALL_FILINGS_BY_OFFICER);
  g_assert_true (config->sign_before);
  g_assert_cmpint (config->supplements, ==, YX_HALL_SUPPLEMENTS_RUNNING);
  g_assert_cmpuint (config->scrypt_p, ==, 2);
  g_assert_cmpuint (yx_hall_config_line (config, "listen", "port"), ==, 10);
  g_assert_cmpuint (yx_hall_config_line (config, "limits", "code-per-day"), ==, 0);
  g_assert_cmpint (config->code_per_minute, ==, 7);
}

/* What an SMS gateway and a licensed authority need; commas in headers stay, semicolons are escaped. */
static void
test_providers (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YxHallConfig) config = load ("[hall]\n"
                                          "public-url=https://hall.example/a/\n"
                                          "[sms]\n"
                                          "provider=http\n"
                                          "url=https://sms.example/send\n"
                                          "method=PUT\n"
                                          "headers=Authorization: Bearer a,b; Content-Type: application/json\\; charset=utf-8\n"
                                          "body={\"to\":\"{phone}\",\"code\":\"{code}\"}\n"
                                          "success=200 code=0\n"
                                          "[ca]\n"
                                          "provider=http\n"
                                          "url=https://ca.example/orders\n"
                                          "algorithm=rsa3072\n",
                                          &error);

  g_assert_no_error (error);
  g_assert_cmpstr (config->public_url, ==, "https://hall.example/a");
  g_assert_cmpint (config->sms_provider, ==, YX_HALL_SMS_HTTP);
  g_assert_cmpuint (g_strv_length (config->sms_headers), ==, 2);
  g_assert_cmpstr (config->sms_headers[0], ==, "Authorization: Bearer a,b");
  g_assert_cmpstr (config->sms_headers[1], ==, "Content-Type: application/json; charset=utf-8");
  g_assert_cmpint (config->ca_provider, ==, YX_HALL_CA_HTTP);
  g_assert_cmpint (config->ca_algorithm, ==, YX_ALGORITHM_RSA3072);
}

static void
test_refusals (void)
{
  static const struct
  {
    const char *text;
    const char *where;
  } cases[] = {
    { "[hall]\n\n# comment\nsurprise=1\n", "line 4: unknown key: surprise" },
    { "[surprise]\n", "line 1: unknown group: surprise" },
    { "[hall]\nname=a\n[identity]\nprovider=x\n", "line 3: not built yet: identity" },
    { "[listen]\nname=a\n", "line 2: unknown key: name" },
    { "[hall]\nname=a\nname=b\n", "line 3: key given twice: name" },
    { "[hall]\nname=\n", "line 2: value not allowed for: name" },
    { "[hall]\nname=a\\nb\n", "line 2: value not allowed for: name" },
    { "[hall]\nname=12345678901234567890123456789012345678901\n", "line 2: value not allowed for: name" },
    { "[hall]\nname=a\\qb\n", "line 2: value not allowed for: name" },
    { "[hall]\nembedded=perhaps\n", "line 2: value not allowed for: embedded" },
    { "[hall]\nidle-minutes=0\n", "line 2: value not allowed for: idle-minutes" },
    { "[hall]\nidle-minutes=1 \n\n[listen]\nport=65536\n", "line 5: value not allowed for: port" },
    { "[listen]\nport=http\n", "line 2: value not allowed for: port" },
    { "[sms]\nprovider=none\n", "line 2: value not allowed for: provider" },
    { "[sms]\nprovider=http\n", "line 2: provider=http: needs the gateway's url" },
    { "[sms]\nurl=https://sms.example/\nprovider=http\nbody={phone}\n",
      "line 3: provider=http: the body needs {phone} and {code}" },
    { "[sms]\nheaders=a;b;c;d;e;f;g;h;i;j;k\n", "line 2: value not allowed for: headers" },
    { "[sms]\nheaders=\n", "line 2: value not allowed for: headers" },
    { "[ca]\nprovider=http\n", "line 2: without the authority's url: provider" },
    { "[ca]\nurl=file:///etc/passwd\nprovider=http\n", "line 3: without the authority's url: provider" },
    { "[ca]\nalgorithm=rsa1024\n", "line 2: value not allowed for: algorithm" },
    { "[hall]\npublic-url=hall.example\n", "line 2: not an address for certificates: public-url" },
    { "[hall]\npublic-url=https://hall.example/?a,b\n", "line 2: not an address for certificates: public-url" },
    { "[approval]\nfilings=always\n", "line 2: value not allowed for: filings" },
    { "[scrypt]\nlog2n=3\n", "line 2: value not allowed for: log2n" },
    { "[scrypt]\nlog2n=19\n", "line 2: value not allowed for: log2n" },
    { "[scrypt]\nr=1\n", "line 2: value not allowed for: r" },
    { "[limits]\nwrite-per-second=-1\n", "line 2: value not allowed for: write-per-second" },
    { "[approval]\nsign-before=later\n", "line 2: value not allowed for: sign-before" },
    { "[approval]\nsupplements=\n", "line 2: value not allowed for: supplements" },
    { "[listen]\ncertificate=\nkey=k\n", "line 2: value not allowed for: certificate" },
    { "[listen]\nport=1\ncertificate=c\n", "line 3: without a key: certificate" },
    { "[listen]\nkey=k\n", "line 2: without a certificate: key" },
    { "[listen]\ntrusted-proxies=10.0.0.1/33\n", "line 2: value not allowed for: trusted-proxies" },
    { "[listen]\ntrusted-proxies=proxy.example\n", "line 2: value not allowed for: trusted-proxies" },
    { "name=a\n", "line 1: cannot be read" },
    { "[hall]\nname\n", "line 2: neither a group nor a key: name" },
    { "[hall]\nname=a\n[listen\n", "line 3: not a group: [listen" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (load (cases[i].text, &error));
      g_assert_error (error, YX_HALL_ERROR, YX_HALL_ERROR_CONFIG);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, cases[i].where));
    }
}

/* Whoever mends a file wants to hear all of it at once. */
static void
test_all_faults (void)
{
  g_autoptr (YxTestFolder) folder = yx_test_folder_new ();
  g_autofree char *file = yx_test_folder_path (folder, "hall.conf");
  g_autoptr (GPtrArray) faults = yx_hall_config_faults_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (YxHallConfig) config = NULL;

  g_assert_true (g_file_set_contents (file, "[hall]\nname=a\nsurprise=1\n[identity]\nprovider=x\n[listen]\n"
                                            "port=x\nname=y\nport=y\n",
                                      -1, NULL));
  config = yx_hall_config_read (file, faults, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (config->name, ==, "a");
  g_assert_cmpuint (faults->len, ==, 5);
  g_assert_cmpstr (faults->pdata[0], ==, "line 3: unknown key: surprise");
  g_assert_cmpstr (faults->pdata[1], ==, "line 4: not built yet: identity");
  g_assert_cmpstr (faults->pdata[2], ==, "line 7: value not allowed for: port");
  g_assert_cmpstr (faults->pdata[3], ==, "line 8: unknown key: name");
  g_assert_cmpstr (faults->pdata[4], ==, "line 9: key given twice: port");
}

static void
test_unreadable (void)
{
  g_autofree char *large = g_strnfill (65 * 1024, '#');
  g_autoptr (GError) error = NULL;

  g_assert_null (load ("[hall]\nname=\xff\n", &error));
  g_assert_error (error, YX_HALL_ERROR, YX_HALL_ERROR_CONFIG);
  g_clear_error (&error);
  g_assert_null (load (large, &error));
  g_assert_error (error, YX_BASE_ERROR, YX_BASE_ERROR_TOO_LARGE);
  g_clear_error (&error);
  g_assert_null (yx_hall_config_load ("/nowhere/hall.conf", &error));
  g_assert_error (error, YX_BASE_ERROR, YX_BASE_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hall/config/standard", test_standard);
  g_test_add_func ("/hall/config/all-keys", test_all_keys);
  g_test_add_func ("/hall/config/providers", test_providers);
  g_test_add_func ("/hall/config/refusals", test_refusals);
  g_test_add_func ("/hall/config/all-faults", test_all_faults);
  g_test_add_func ("/hall/config/unreadable", test_unreadable);
  return g_test_run ();
}
