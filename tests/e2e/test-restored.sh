#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A hall is backed up in the midst of its work, lost, and restored elsewhere; its client has gone further than the
# backup and goes on with what it has kept.
set -eu

build=${YINXIN_BUILDDIR:?}
hall=$build/src/hall/yinxin-hall
ctl=$build/src/tool/yinxinctl
YINXIN_JUDGE=$build/src/judge/yinxin-judge
export YINXIN_JUDGE

echo '1..6'
place=$(mktemp -d)
cd "$place"
hall_pid=

clean_up () {
  [ -z "$hall_pid" ] || kill "$hall_pid" 2>/dev/null || true
  wait
  rm -rf "$place"
}
trap clean_up EXIT

. "${YINXIN_SRCDIR:?}/tests/lib/tap.sh"

# serve FOLDER PORT
serve () {
  : >ready
  "$hall" serve --data "$1" --address 127.0.0.1 --port "$2" >ready 2>>hall.log &
  hall_pid=$!
  tries=0
  until [ -s ready ] || [ "$tries" -ge 300 ]; do
    tries=$((tries + 1))
    sleep 0.1
  done
  url=$(sed -n 's/.*"url": *"\([^"]*\)".*/\1/p' ready)
}

stop () {
  kill "$hall_pid"
  wait "$hall_pid" || true
  hall_pid=
}

# walk FOLDER: a walkthrough of three, or the rest of it
walk () {
  exec "$ctl" walkthrough --count 3 --seed 5 --state state --hall "$url" --ca "$1/ca/root.pem" \
    --codes "$1/sms/shown.jsonl" --out out >walk.log 2>&1
}

"$hall" init --data first --name 第一网厅 >/dev/null
serve first 0
port=${url##*:}
walk first &
client=$!
tries=0
until "$hall" status --data first --json | grep -q '"documents":[1-9]' || [ "$tries" -ge 600 ]; do
  tries=$((tries + 1))
  sleep 0.05
done
[ "$tries" -lt 600 ] && status=0 || status=1
report "$status" 'a client files and draws up contracts'

status=0
"$hall" backup --data first --to backup.tar >backup.log 2>&1 || status=$?
report "$status" 'the hall is backed up meanwhile'

# What follows is lost with the hall.
status=0
wait "$client" || status=$?
[ "$status" = 0 ] || sed 's/^/# /' walk.log
rm -rf out
stop
status=0
"$hall" restore --data second --from backup.tar --storage-key first/keys/storage >restore.log 2>&1 || status=$?
rm -rf first/objects first/hall.db
report "$status" 'it is restored in another folder'

serve second "$port"
status=0
(walk second) || status=$?
[ "$status" = 0 ] || sed 's/^/# /' walk.log
report "$status" 'its client signs in again and does once more what was lost'

status=0
"$ctl" verify --trust second/ca/root.pem out/*.pdf >verify.log 2>&1 || status=1
[ "$(find out -name '*.pdf' | wc -l)" = 3 ] || status=1
report "$status" 'all contracts pass'

stop
status=0
"$hall" check --data second >check.log 2>&1 || status=$?
report "$status" 'the restored hall is whole'
