#!/usr/bin/env bash
# Generates the charts: writes the AppHost's manifest, runs Aspirate with our templates, and splits its kustomize output into deploy/charts.
# Requires a NuGet feed with the tool aspirate. Without one, UPDATE_APPROVED=1 dotnet test --filter Chart does the same.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
output=out
rm -rf "$output"
trap 'rm -rf "$output"' EXIT

dotnet run --project ../../McpAspire.AppHost -p:AzureHosting=true -- --publisher manifest --output-path ../deploy/aspirate/aspire-manifest.json
dotnet tool restore
registry=$(sed -n 's/.*"Registry": *"\(.*\)".*/\1/p' aspirate.json)
dotnet aspirate generate --non-interactive --project-path . --aspire-manifest aspire-manifest.json --skip-build --output-format kustomize --output-path "$output" \
  --disable-secrets --disable-state --image-pull-policy IfNotPresent --include-dashboard false --container-registry "$registry" --container-image-tag tag </dev/null

# Handlebars does not replace unknown references.
if grep -rnE '\{[a-z0-9-]+\.(bindings|outputs|inputs|value)' "$output"; then
  echo "generate.sh: references of the manifest were not resolved" >&2
  exit 1
fi

# READMEs are written by hand.
find ../charts -type f ! -name README.md -delete
for resource in "$output"/*/; do
  cat "$resource"*.y*ml | awk -v root="../charts/$(basename "$resource")" '
    /^#@file / { if (file) close(file); file = root "/" $2; directory = file; sub("/[^/]*$", "", directory); system("mkdir -p " directory); printf "" > file; next }
    file { print > file }'
done
# The only copy of the server's alerts is beside the dashboard.
cp ../observability/rules.yaml ../charts/mcp-server/rules.yaml

UPDATE_APPROVED=1 dotnet test ../../McpAspire.Tests --filter ChartReadmeTests
dotnet test ../../McpAspire.Tests --filter ChartTests
