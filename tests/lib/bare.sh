#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# bare.sh TREE COMMAND: the command in a copy of the tree, as root of a fresh minimal Debian 12 without a locale.
# Root's work. The temporary folder goes away however this ends; nothing is kept.
set -eu

tree=$1
command=$2
suite=${YINXIN_BARE_SUITE:-bookworm}
started=$(date +%s)
umask 022

folder=$(mktemp -d "${TMPDIR:-/var/tmp}/yinxin-bare.XXXXXX")
root=$folder/root
clean_up () {
  status=$?
  trap - EXIT
  rm -rf --one-file-system "$folder"
  passed=passed
  [ "$status" = 0 ] || passed="failed (status $status)"
  printf 'bare: %s on a minimal %s in %s s: %s\n' "$passed" "$suite" "$(($(date +%s) - started))" "$command"
  exit "$status"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# The address from which this system takes what carries the label.
# shellcheck disable=SC2016 # apt expands it
mirror_of () {
  LC_ALL=C apt-get indextargets --format '$(LABEL)|$(REPO_URI)' 2>/dev/null | sed -n "s/^$1|//p" | head -n 1
}
mirror=$(mirror_of Debian)
mirror=${mirror:-http://deb.debian.org/debian/}
security=$(mirror_of Debian-Security)

# How this system reaches the archive: proxies, and what it overlooks about dates.
apt_settings () {
  apt-config dump | grep -E '^Acquire::(https?::(Proxy|Verify|CaInfo)|Check-|Retries)' || true
  [ -z "${http_proxy:-}" ] || printf 'Acquire::http::Proxy "%s";\n' "$http_proxy"
  [ -z "${https_proxy:-}" ] || printf 'Acquire::https::Proxy "%s";\n' "$https_proxy"
}
proxy=$(apt_settings | sed -n 's/^Acquire::http::Proxy "\(.*\)";/\1/p' | tail -n 1)
[ -z "$proxy" ] || export http_proxy="$proxy"

case $mirror in
  https:*) extra=--include=ca-certificates ;;
  *) extra= ;;
esac
printf 'bare: %s from %s\n' "$suite" "$mirror"
# shellcheck disable=SC2086 # none or one word
if ! debootstrap --variant=minbase $extra "$suite" "$root" "$mirror" > "$folder/debootstrap.log" 2>&1; then
  tail -n 20 "$folder/debootstrap.log"
  exit 1
fi

apt_settings > "$root/etc/apt/apt.conf.d/90archive"
printf 'deb %s %s main\n' "$mirror" "$suite" > "$root/etc/apt/sources.list"
[ -z "$security" ] || printf 'deb %s %s-security main\n' "$security" "$suite" >> "$root/etc/apt/sources.list"
cp /etc/resolv.conf /etc/hosts "$root/etc/"
if [ -n "$extra" ]; then
  cp /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/"
fi
mkdir "$root/yinxin"
tar -C "$tree" --exclude=./.git --exclude='./build' --exclude='./build-*' -cf - . | tar -C "$root/yinxin" -xf - --no-same-owner

# Mounts and processes end with their namespaces; where those may not be made, it goes without.
inside='cd /yinxin && '$command
if unshare --mount --pid --fork true 2>/dev/null; then
  # shellcheck disable=SC2016 # expanded inside
  unshare --mount --pid --fork --kill-child sh -c '
    mount -t proc proc "$1/proc" && mount -t tmpfs -o mode=1777 tmpfs "$1/dev/shm" &&
      mkdir -p "$1/dev/pts" && mount -t devpts -o newinstance,ptmxmode=0666 devpts "$1/dev/pts" &&
      ln -sf pts/ptmx "$1/dev/ptmx" || exit 1
    exec chroot "$1" /usr/bin/env -i /bin/sh -c "$2"' sh "$root" "$inside"
else
  chroot "$root" /usr/bin/env -i /bin/sh -c "$inside"
fi
