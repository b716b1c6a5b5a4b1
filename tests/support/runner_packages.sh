#!/bin/sh
# Makes sure that the runner has what it needs, bubblewrap and a JDK: installed as root on Debian, else named.
set -eu

if ! [ -d /proc/self/ns ]; then
    echo "==> The Java runner needs Linux: its tests are left out here" >&2
    exit 0
fi
need_bwrap=
need_jdk=
command -v bwrap >/dev/null 2>&1 || need_bwrap=bubblewrap
[ -x "${JAVA_HOME:-/nowhere}/bin/javac" ] || command -v javac >/dev/null 2>&1 || need_jdk=openjdk-17-jdk-headless
[ -n "$need_bwrap$need_jdk" ] || exit 0

remedy="The Java runner needs Linux with bubblewrap and a JDK: apt install bubblewrap openjdk-17-jdk-headless"
if ! command -v apt-get >/dev/null 2>&1 || [ "$(id -u)" != 0 ]; then echo "$remedy" >&2; exit 1; fi

install() { DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >&2; }

echo "==> Installing what the Java runner needs: $need_bwrap $need_jdk (a minute at most)" >&2
apt-get update -qq >&2 || true
if [ -n "$need_bwrap" ]; then install bubblewrap || { echo "$remedy" >&2; exit 1; }; fi
if [ -n "$need_jdk" ]; then
    # Newer systems have newer Javas only.
    install "$need_jdk" || install default-jdk-headless || { echo "$remedy" >&2; exit 1; }
fi
