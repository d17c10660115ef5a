#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Hall and client under Valgrind, three employees: nothing lost, nothing read or written where it should not be.
set -eu

build=${YINXIN_BUILDDIR:?}
source=${YINXIN_SRCDIR:?}
place=$(mktemp -d)
hall_pid=
clean_up () {
  [ -z "$hall_pid" ] || kill "$hall_pid" 2>/dev/null || true
  wait
  rm -rf "$place"
}
trap clean_up EXIT
. "$source/tests/lib/tap.sh"

YINXIN_HALL=$build/src/hall/yinxin-hall
YINXIN_JUDGE=$build/src/judge/yinxin-judge
YINXIN_SMALL_SCRYPT=1
export YINXIN_HALL YINXIN_JUDGE YINXIN_SMALL_SCRYPT

# The signer's process may write no files: it is silent.
watched () {
  name=$1
  shift
  exec valgrind --leak-check=full --show-leak-kinds=definite,indirect --errors-for-leak-kinds=definite,indirect \
    --error-exitcode=99 --num-callers=40 --child-silent-after-fork=yes \
    --suppressions="$source/tests/lib/others.valgrind" --log-file="$place/$name" "$@"
}

# found NAME STATUS: what Valgrind says of it, if it says anything
found () {
  [ "$2" != 0 ] || grep -q 'ERROR SUMMARY: 0 errors' "$place/$1" || return 1
  [ "$2" = 0 ] || { cat "$place/$1" >>"$place/wrong"; return 1; }
}

echo '1..4'
printf 'a passphrase of the root\n' >"$place/passphrase"
"$YINXIN_HALL" init --data "$place/hall" --root-passphrase-file "$place/passphrase" >/dev/null 2>&1
printf '[scrypt]\nlog2n=10\nr=8\np=1\n' >"$place/hall/hall.conf"
watched hall.valgrind "$YINXIN_HALL" serve --data "$place/hall" --socket "$place/s" >"$place/hall.line" 2>"$place/hall.log" &
hall_pid=$!
tries=0
while [ ! -s "$place/hall.line" ] && [ "$tries" -lt 1200 ] && kill -0 "$hall_pid" 2>/dev/null; do
  tries=$((tries + 1))
  sleep 0.1
done
[ -s "$place/hall.line" ] && status=0 || { cat "$place/hall.log" >"$place/wrong"; status=1; }
report "$status" 'a hall under Valgrind'

status=0
(watched client.valgrind "$build/src/tool/yinxinctl" walkthrough --count 3 --seed 5 --hall "unix:$place/s" \
  --codes "$place/hall/sms/shown.jsonl" --out "$place/out") >"$place/walk" 2>&1 || status=$?
[ "$status" = 0 ] || [ "$status" = 99 ] || cat "$place/walk" >"$place/wrong"
found client.valgrind "$status" && status=0 || status=1
report "$status" 'the client loses nothing and reads nothing that is not there'

kill "$hall_pid"
status=0
wait "$hall_pid" || status=$?
hall_pid=
found hall.valgrind "$status" && status=0 || status=1
report "$status" 'the hall neither'

status=0
(watched judge.valgrind "$build/tests/test-judge-seals") >"$place/judge" 2>&1 || status=$?
found judge.valgrind "$status" && status=0 || status=1
report "$status" 'the judge neither'
