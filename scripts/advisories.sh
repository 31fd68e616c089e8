#!/bin/sh
# Usage: scripts/advisories.sh
#
# Asks PyPI which advisories there are about the very versions of each lock. Status 1: about some there
# are; 2: it could not tell, of one package or of all, which is not the same as none.
set -eu
cd "$(dirname "$0")/.."

worst=0
for lock in requirements.txt requirements-test.txt requirements-release.txt; do
  # --strict: a package of which PyPI says nothing is a failure, not a line among others.
  if said=$(.venv/release/bin/pip-audit --strict --require-hashes --disable-pip --progress-spinner off \
    --desc off --requirement "$lock" 2>&1); then
    echo "$lock: no advisory about any of $(grep -c '^[a-z].*==' "$lock") packages"
  elif echo "$said" | grep -q '^Found [0-9]'; then
    echo "$said"
    echo "$lock: upgrade them in $(basename "$lock" .txt).in, then: make lock ARGS=--upgrade" >&2
    [ "$worst" = 2 ] || worst=1
  else
    echo "$lock: nothing was compared: $(echo "$said" | tail -n 1)" >&2
    worst=2
  fi
done
exit "$worst"
