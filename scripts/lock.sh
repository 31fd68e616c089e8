#!/bin/sh
# Usage: scripts/lock.sh [--upgrade]
#
# Locks requirements*.in with hashes for every system and every Python that we support. --no-config and
# --no-emit-index-url: a lock must not tell where the machine that wrote it gets its packages.
set -eu
cd "$(dirname "$0")/.."
for name in requirements requirements-test requirements-release; do
  echo "Locking $name.in" >&2
  .venv/bin/uv pip compile --quiet --no-config --no-python-downloads --exclude-newer "14 days" \
    --universal --python-version 3.11.5 --only-binary :all: \
    --generate-hashes --no-emit-index-url --custom-compile-command 'make lock' \
    "$@" "$name.in" -o "$name.txt"
done
if grep -nE '^-|://|file:|/opt/|/home/' requirements*.txt >&2; then
  echo "The lines above do not belong in a lock: take them out of the uv settings of this machine." >&2
  exit 1
fi
