#!/bin/sh
# Usage: scripts/setup.sh build|test|release
#
# Brings .venv to what requirements.txt (build) or requirements-test.txt (test) locks, and .venv/release
# to requirements-release.txt; says nothing when it is there already. Plain sh: it must have a sentence even for a machine without a
# Python that could run anything of ours.
#
# .venv/.set-up-build, -test and -release remember what a finished set-up was made from.
set -eu
cd "$(dirname "$0")/.."
unset PYTHONHOME PYTHONPATH PIP_TARGET PIP_PREFIX
# A .venv that an end came over may run as the Python it was made from: nothing is installed there.
export PIP_USER=0 PIP_REQUIRE_VIRTUALENV=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1

kind=$1
needed=3.11.5
python=.venv/bin/python
log=.venv/set-up.log
case $kind in
  build) lock=requirements.txt ;;
  test) lock=requirements-test.txt ;;
  release) lock=requirements-release.txt ;;
  *) echo "Usage: scripts/setup.sh build|test|release" >&2; exit 2 ;;
esac

say() { echo "Set-up: $*" >&2; }
stop() { say "$*"; exit 1; }

version() { "$1" -SEc 'import sys; print("%d.%d.%d" % sys.version_info[:3])' 2>/dev/null; }
new_enough() { "$1" -SEc 'import sys; sys.exit(sys.version_info < (3, 11, 5))' 2>/dev/null; }

# What a finished .venv depends on: its place, its Python and the files it is made from. First argument: the lock.
made_from() {
  pwd -P
  version "$python" || echo "no Python"
  cat "$1" pyproject.toml scripts/setup.sh | cksum
}

is_done() { [ -x .venv/bin/guidance ] && [ "$(made_from "$2")" = "$(cat ".venv/.set-up-$1" 2>/dev/null)" ]; }

other_python_asked() { [ -n "${PYTHON:-}" ] && [ "$(version "$PYTHON")" != "$(version "$python")" ]; }

moved() {
  for stamp in .venv/.set-up-build .venv/.set-up-test; do
    if [ -f "$stamp" ] && [ "$(head -n 1 "$stamp")" != "$(pwd -P)" ]; then return 0; fi
  done
  return 1
}

# Sets $base to a Python that is new enough, or stops with a sentence.
find_base() {
  if [ -n "${PYTHON:-}" ]; then
    found=$(version "$PYTHON") || stop "PYTHON=$PYTHON is no Python that runs; name one that is $needed or newer."
    new_enough "$PYTHON" || stop "PYTHON=$PYTHON is Python $found, but $needed or newer is needed."
    base=$PYTHON
    return
  fi
  seen=
  for base in python3 python3.13 python3.14 python3.12 python3.11 python; do
    found=$(version "$base") || continue
    if new_enough "$base"; then return; fi
    case " $seen " in *" $found "*) ;; *) seen="${seen:+$seen, }$found" ;; esac
  done
  [ -n "$seen" ] || stop "no Python found; install Python $needed or newer, or name one: make PYTHON=/path/to/python3"
  stop "found Python $seen, but $needed or newer is needed; install one, or name it: make PYTHON=/path/to/python3"
}

make_venv() {
  find_base
  "$base" -c 'import ensurepip, venv' 2>/dev/null ||
    stop "this Python ($found) has no venv module; on Debian and Ubuntu: apt-get install python3-venv"
  if [ -e .venv ]; then again=" anew"; else again=; fi
  say "making .venv$again with Python $found"
  if ! problem=$("$base" -m venv --clear .venv 2>&1); then
    stop "cannot make .venv; delete it and run this again. ($(echo "$problem" | tail -n 1))"
  fi
}

install() {
  if "$python" -m pip install --quiet --retries 2 "$@" >"$log" 2>&1; then return; fi
  if grep -q 'No space left' "$log"; then
    stop "the disk is full; make room and run this again."
  elif grep -q 'DO NOT MATCH THE HASHES' "$log"; then
    stop "a package differs from the one $lock names; if it stays so after: $python -m pip cache purge, tell the maintainers."
  elif grep -qE 'NewConnectionError|NameResolutionError|ProxyError|ConnectTimeout|ReadTimeout|Connection(Reset)?Error|SSLError|Max retries exceeded|Retrying' "$log"; then
    stop "pip cannot reach the package index; check the network, the proxy and pip's settings, then run this again."
  elif grep -qE 'No module named .?pip|No such file|cannot open' "$log"; then
    stop ".venv is broken; delete it and run this again."
  fi
  stop "pip failed; its words are in $log. ($(grep -iE '^ *(ERROR|[A-Za-z]*Error):' "$log" | head -n 1))"
}

if [ "$kind" = release ]; then scripts/setup.sh build; fi
if ! other_python_asked && is_done "$kind" "$lock"; then exit 0; fi

if other_python_asked || ! new_enough "$python"; then
  make_venv
elif moved; then
  say "the project was moved"
  make_venv
elif ! "$python" -c 'import pip, sys; sys.exit(sys.prefix == sys.base_prefix)' 2>/dev/null; then
  say ".venv is broken"
  make_venv
fi

if [ "$kind" = release ]; then
  "$python" -m venv --clear .venv/release || stop "cannot make .venv/release"
  python=.venv/release/bin/python
fi
say "installing $(grep -c '^[a-z].*==' "$lock") packages from $lock (a minute or two the first time)"
install --require-hashes --only-binary :all: -r "$lock"
if [ "$kind" != release ]; then
  say "installing the guidance command"
  install --no-deps --no-build-isolation -e .
fi

python=.venv/bin/python
made_from "$lock" >".venv/.set-up-$kind"
# What tests need holds what the build needs, in the same versions.
if [ "$kind" = test ]; then made_from requirements.txt >.venv/.set-up-build; fi
say "done"
