#!/bin/sh
# Usage: scripts/vendor.sh
#
# Fetches what readers' browsers run of others: a package of npm, by its version and hash. What it
# writes to overrides/assets/vendor is in the repository, so that no build needs npm's registry.
set -eu
cd "$(dirname "$0")/.."

version=7.2.0
hash=cb3b8126a3ea65d6b387787294f0792b0ea4a40b70f8f37688066a5638e0218a
folder=overrides/assets/vendor

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
(cd "$work" && npm pack --silent "minisearch@$version" >/dev/null)
echo "$hash  $work/minisearch-$version.tgz" | sha256sum --check --quiet
tar -xzf "$work/minisearch-$version.tgz" -C "$work" package/dist/es/index.js package/LICENSE.txt
mkdir -p "$folder"
# Its map stays behind: a browser's tools would ask for it.
sed '/^\/\/# sourceMappingURL=/d' "$work/package/dist/es/index.js" >"$folder/minisearch.js"
cp "$work/package/LICENSE.txt" "$folder/minisearch.LICENSE.txt"
(cd "$folder" && sha256sum minisearch.*) >"$folder/SHA256SUMS"
