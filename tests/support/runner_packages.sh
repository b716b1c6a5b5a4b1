#!/bin/sh
# Makes sure that the runner has what it needs, bubblewrap and a JDK: installed as root on Debian, else named.
set -eu

missing=
command -v bwrap >/dev/null 2>&1 || missing="bubblewrap"
if [ ! -x "${JAVA_HOME:-/nowhere}/bin/javac" ] && ! command -v javac >/dev/null 2>&1; then
    missing="${missing:+$missing }openjdk-17-jdk-headless"
fi
[ -n "$missing" ] || exit 0

remedy="The Java runner needs Linux with bubblewrap and a JDK: apt install bubblewrap openjdk-17-jdk-headless"
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    echo "==> Installing $missing for the Java runner (a minute at most)" >&2
    if { apt-get update -qq; DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing; } >&2
    then exit 0; fi
    echo "apt-get could not install it. $remedy" >&2
    exit 1
fi
echo "$remedy" >&2
exit 1
