#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A walkthrough of twenty as it ships, and what others say of its documents.
set -eu

build=${YINXIN_BUILDDIR:?}
count=${YINXIN_WALKTHROUGH_COUNT:-20}
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT

YINXIN_HALL=$build/src/hall/yinxin-hall
YINXIN_JUDGE=$build/src/judge/yinxin-judge
export YINXIN_HALL YINXIN_JUDGE
tool=$build/src/tool/yinxinctl
out=$place/out

echo '1..10'
. "${YINXIN_SRCDIR:?}/tests/lib/tap.sh"

# each CHECK: a function that gets a document and prints what is wrong with it
each () {
  for document in "$out"/*.pdf; do
    "$1" "$document" >"$place/one" 2>&1 || echo "status $?" >>"$place/one"
    [ ! -s "$place/one" ] || { echo "$document"; cat "$place/one"; } >>"$place/wrong"
  done
  [ ! -s "$place/wrong" ]
}

status=0
env -i PATH="$PATH" TMPDIR="$place" YINXIN_HALL="$YINXIN_HALL" YINXIN_JUDGE="$YINXIN_JUDGE" \
  ${ASAN_OPTIONS:+ASAN_OPTIONS="$ASAN_OPTIONS"} ${LSAN_OPTIONS:+LSAN_OPTIONS="$LSAN_OPTIONS"} \
  "$tool" walkthrough --count "$count" --seed 11 --out "$out" >"$place/wrong" 2>&1 || status=$?
report "$status" "a walkthrough of $count in an empty environment"

set -- "$out"/*.pdf
[ $# = "$count" ] && status=0 || status=1
report "$status" 'it leaves as many documents'

signatures () {
  pdfsig -nocert "$1" >"$place/pdfsig" 2>/dev/null || true
  [ "$(grep -c 'Signature is Valid' "$place/pdfsig")" = 2 ] || echo 'not two valid signatures'
  grep -q '^  - Total document signed' "$place/pdfsig" || echo 'the timestamp does not cover the document'
}
each signatures && status=0 || status=1
report "$status" 'pdfsig: both signatures valid, the timestamp over all'

clean () {
  qpdf --check "$1" >"$place/qpdf" 2>&1 || cat "$place/qpdf"
}
each clean && status=0 || status=1
report "$status" 'qpdf finds nothing'

words () {
  name=$(basename "$1" .pdf)
  pdftotext "$1" "$place/text"
  for word in "${name#*-}" 乙方的工作岗位为 每月人民币; do
    grep -q "$word" "$place/text" || echo "pdftotext does not find $word"
  done
}
each words && status=0 || status=1
report "$status" 'pdftotext finds name, post and pay'

small () {
  [ "$(wc -c <"$1")" -le 300000 ] || echo 'larger than 300 KB'
}
each small && status=0 || status=1
report "$status" 'no document is larger than 300 KB'

# The last /ByteRange is the document timestamp's; its token is the hex between the two ranges.
token () {
  /usr/bin/python3 - "$1" "$place/covered" "$place/token" <<'PY'
import re, sys
data = open(sys.argv[1], 'rb').read()
a, b, c, d = (int(n) for n in re.findall(rb'/ByteRange ?\[ ?(\d+) (\d+) (\d+) (\d+)', data)[-1])
open(sys.argv[2], 'wb').write(data[a:a + b] + data[c:c + d])
token = bytes.fromhex(data[b:c].strip(b'<>').decode())
length = 4 + int.from_bytes(token[2:4], 'big')
open(sys.argv[3], 'wb').write(token[:length])
PY
  openssl ts -verify -in "$place/token" -token_in -data "$place/covered" -CAfile "$out/root.pem" >"$place/ts" 2>&1 || cat "$place/ts"
}
each token && status=0 || status=1
report "$status" 'openssl accepts the timestamps'

status=0
"$tool" verify --trust "$out/root.pem" "$out"/*.pdf >"$place/wrong" 2>&1 || status=$?
report "$status" 'with the root all pass'

status=0
"$tool" verify "$out"/*.pdf >"$place/wrong" 2>&1 || status=$?
[ "$status" = 3 ] && status=0 || status=1
report "$status" 'without it nobody can say'

python=/usr/bin/python3
"$python" -c 'import json, sys; steps = json.load(open(sys.argv[1])); sys.exit(not steps)' "$out/steps.json" 2>"$place/wrong" \
  && status=0 || status=1
report "$status" 'the steps are written down'
