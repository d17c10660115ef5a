# SPDX-License-Identifier: GPL-3.0-or-later
# What shell tests share: they say `.` to this file after making the folder $place.

number=0
: >"$place/wrong"

# report STATUS NAME: a case; what went wrong stands in $place/wrong
report () {
  number=$((number + 1))
  if [ "$1" = 0 ]; then
    echo "ok $number $2"
  else
    echo "not ok $number $2"
    sed 's/^/# /' "$place/wrong"
  fi
  : >"$place/wrong"
}
