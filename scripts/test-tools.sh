#!/bin/sh
# Usage: scripts/test-tools.sh [pack|all]
#
# Brings what tests need and pip cannot: a Chromium, WebKit's driver and a screen for it, the Chinese
# font of the tests (tests/helpers/fonts.py), java, Pango; with all, a Firefox, IBM's checker, nginx and
# Caddy too, which make test-all alone uses; with pack, what the print pack needs alone: any Chinese font
# will do. On Debian and Ubuntu, root gets them through apt-get, and so does CI that may use sudo without a
# password. Anyone else is told what is missing, and the tests that need it are skipped by name
# (guidance pack itself says what it misses).
set -eu

# One script of an npm package that needs no other; its digest: tests/browser/equal_access.py.
ibm=accessibility-checker-engine-4.0.34

missing=
need() { missing="${missing:+$missing }$1"; }
have() { command -v "$1" >/dev/null 2>&1; }
if [ "${1:-}" = pack ]; then font=:lang=zh-cn; else font="Noto Sans CJK SC"; fi
has_font() { have fc-list && [ -n "$(fc-list "$font" family)" ]; }

dpkg-query --status fonts-noto-cjk >/dev/null 2>&1 || has_font || need fonts-noto-cjk
if [ "${1:-}" != pack ]; then
  have chromium-headless-shell || have chromium || have chromium-browser || have google-chrome ||
    need chromium-headless-shell
  if [ "${1:-}" = all ]; then
    have firefox-esr || have firefox || need firefox-esr
    have nginx || need "nginx libnginx-mod-http-brotli-static"
    have caddy || need caddy
    [ -f ".venv/$ibm.tgz" ] || have npm || need npm
  fi
  have WebKitWebDriver || need webkit2gtk-driver
  have Xvfb || need xvfb
  # macOS has a java that only says that there is none.
  java -version >/dev/null 2>&1 || need default-jre-headless
fi
if [ -x .venv/bin/guidance ]; then
  for library in $(.venv/bin/python -m guidance.pack.system); do
    [ "$library" = fonts-noto-cjk ] || need "$library"
  done
fi

# shellcheck disable=SC2086 # one word a package
get() {
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends \
    -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 $missing </dev/null >"$log" 2>&1
}
update() { $as_root apt-get update -o Acquire::Retries=3 </dev/null >"$log" 2>&1; }

as_root=
if [ "$(id -u)" != 0 ]; then as_root="sudo -n"; fi
if [ -z "$missing" ]; then
  :
elif ! have apt-get || { [ -n "$as_root" ] && ! { [ -n "${CI:-}" ] && sudo -n true 2>/dev/null; }; }; then
  [ "${1:-}" = pack ] || echo "Tools: missing here, so the tests that need them are skipped: $missing" >&2
else
  echo "Tools: installing $missing (a minute or two)" >&2
  log=$(mktemp)
  trap 'rm -f "$log"' EXIT
  # A new machine has no package lists and an old one stale ones: an update mends both.
  if ! get && ! { update && get; }; then
    tail -n 3 "$log" >&2
    echo "Tools: apt-get could not install $missing; check the network and apt's sources." >&2
    exit 1
  fi
fi

if [ "${1:-}" = all ] && ! [ -f ".venv/$ibm.tgz" ] && have npm; then
  npm pack --silent --pack-destination .venv "${ibm%-*}@${ibm##*-}" >/dev/null ||
    echo "Tools: npm did not fetch $ibm, so the tests that need it are skipped" >&2
fi
