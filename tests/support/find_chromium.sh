#!/bin/sh
# Prints the path of a Chromium for the browser tests: $CHROMIUM, else one on PATH, else one that was installed.
# A headless shell first: it is the same browser without windows, and takes a third less time to show the same pages.
# With --install it installs one where there is none (apt-get as root, else Playwright's own).
set -eu

say() { echo "$@" >&2; }

find_one() {
    if [ -n "${CHROMIUM:-}" ]; then
        [ -x "$CHROMIUM" ] || { say "CHROMIUM=$CHROMIUM cannot be run: correct or unset it"; exit 1; }
        echo "$CHROMIUM"
        return 0
    fi
    for name in chromium-headless-shell chromium chromium-browser google-chrome google-chrome-stable; do
        if command -v "$name" >/dev/null 2>&1; then command -v "$name"; return 0; fi
    done
    mac="/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
    if [ -x "$mac" ]; then echo "$mac"; return 0; fi
    bundled=$(cd "$(dirname "$0")/../../frontend" &&
        node -e 'try { console.log(require("@playwright/test").chromium.executablePath()) } catch { }' 2>/dev/null) || bundled=
    if [ -n "$bundled" ] && [ -x "$bundled" ]; then echo "$bundled"; return 0; fi
    return 1
}

find_one && exit 0
[ "${1:-}" = "--install" ] || { say "No Chromium found: run make test, or set CHROMIUM=/path/to/chromium"; exit 1; }

say "==> Installing Chromium for the browser tests (a few minutes)"
if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
    export DEBIAN_FRONTEND=noninteractive
    { apt-get update -qq && { apt-get install -y -qq --no-install-recommends chromium-headless-shell fonts-liberation ||
        apt-get install -y -qq --no-install-recommends chromium fonts-liberation; }; } >&2 ||
        say "apt-get could not install it, trying Playwright's own"
fi
find_one && exit 0
(cd "$(dirname "$0")/../../frontend" && npx playwright install chromium) >&2 || true
find_one || { say "No Chromium could be installed: install one, or set CHROMIUM=/path/to/chromium"; exit 1; }
