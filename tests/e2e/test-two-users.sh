#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The hall and the walkthrough as two users of the system, over TLS; codes come through a pipe.
# The client must get along without reading anything of the hall's data folder.
set -eu

build=${YINXIN_BUILDDIR:?}
hall_user=64101
client_user=64102

if [ "$(id -u)" != 0 ]; then
  printf '1..1\nok 1 two users # SKIP only root can become two other users\n'
  exit 0
fi

echo '1..7'
place=$(mktemp -d)
cd "$place"
hall_pid=
codes_pid=

clean_up () {
  [ -z "$codes_pid" ] || kill "$codes_pid" 2>/dev/null || true
  [ -z "$hall_pid" ] || kill "$hall_pid" 2>/dev/null || true
  wait
  rm -rf "$place"
}
trap clean_up EXIT

. "${YINXIN_SRCDIR:?}/tests/lib/tap.sh"

# Leaks are looked for elsewhere: these users cannot read which ones are of others.
as () (
  user=$1
  shift
  exec setpriv --reuid="$user" --regid="$user" --clear-groups -- env -i PATH="$PATH" HOME=/nonexistent \
    YINXIN_JUDGE="$place/bin/yinxin-judge" ASAN_OPTIONS=detect_leaks=0 "$@"
)

# The build folder may lie where other users can't go.
mkdir "$place/bin" "$place/hall" "$place/client"
cp "$build/src/hall/yinxin-hall" "$build/src/judge/yinxin-judge" "$build/src/tool/yinxinctl" "$place/bin"
chmod 755 "$place" "$place/bin" "$place"/bin/*
chown "$hall_user:$hall_user" "$place/hall"
chown "$client_user:$client_user" "$place/client"
chmod 700 "$place/hall" "$place/client"
data=$place/hall/data

as "$hall_user" "$place/bin/yinxin-hall" init --data "$data" --name 两人网厅 >"$place/init.log" 2>&1
as "$hall_user" env G_MESSAGES_DEBUG=all "$place/bin/yinxin-hall" serve --data "$data" --address 127.0.0.1 --port 0 >"$place/ready" 2>"$place/hall.log" &
tries=0
until [ -s "$place/ready" ] || [ "$tries" -ge 300 ]; do
  tries=$((tries + 1))
  sleep 0.1
done
hall_pid=$(sed -n 's/.*"pid": *\([0-9]*\).*/\1/p' "$place/ready")
url=$(sed -n 's/.*"url": *"\([^"]*\)".*/\1/p' "$place/ready")
case $url in
  https://*) report 0 'the hall says its address' ;;
  *) cat "$place/hall.log" >"$place/wrong"; report 1 'the hall says its address' ;;
esac

cp "$data/ca/root.pem" "$place/root.pem"
chmod 644 "$place/root.pem"
mkfifo "$place/codes"
tail -n +1 -F "$data/sms/shown.jsonl" >"$place/codes" 2>/dev/null &
codes_pid=$!

status=0
as "$client_user" "$place/bin/yinxinctl" walkthrough --count 1 --hall "$url" --ca root.pem --codes - \
  --out "$place/client/out" <"$place/codes" >"$place/client.log" 2>&1 || status=$?
report "$status" 'the walkthrough succeeds over TLS'
[ "$status" = 0 ] || sed 's/^/# /' "$place/client.log" "$place/hall.log"

status=0
as "$client_user" "$place/bin/yinxinctl" verify --trust "$place/root.pem" "$place"/client/out/*.pdf >/dev/null || status=$?
report "$status" 'its contract passes'

if as "$client_user" ls "$data" >/dev/null 2>&1; then status=1; else status=0; fi
report "$status" "the client's user cannot look into the data folder"

find "$place/hall" \( -type d ! -perm 700 -o -type f ! -perm 600 \) >"$place/open"
if [ -s "$place/open" ]; then status=1; else status=0; fi
report "$status" 'folders are 0700 and files 0600'
sed 's/^/# /' "$place/open"

# Phones and codes as they were shown, the worker's name as the file is called.
{
  sed -n 's/.*"phone":"\([^"]*\)".*"code":"\([^"]*\)".*/\1\n\2/p' "$data/sms/shown.jsonl"
  for document in "$place"/client/out/*.pdf; do basename "$document" .pdf | sed 's/^[0-9]*-//'; done
} | sort -u >"$place/private"
status=0
[ "$(wc -l <"$place/private")" -ge 6 ] && [ "$(wc -l <"$place/hall.log")" -ge 10 ] || status=1
if grep -F -f "$place/private" "$place/hall.log" >"$place/told"; then status=1; fi
report "$status" "the hall's log names no person, phone or code"

# Another authority's certificate is no reason to go on.
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout "$place/other.key" -out "$place/other.pem" \
  -days 2 -subj /CN=other 2>/dev/null
status=0
as "$client_user" "$place/bin/yinxinctl" walkthrough --count 1 --hall "$url" --ca "$place/other.pem" --codes - \
  --out "$place/client/out2" </dev/null >"$place/refused.log" 2>&1 || status=$?
if [ "$status" = 1 ]; then status=0; else status=1; fi
report "$status" 'a hall of another authority is refused'
