#!/bin/sh
# Publishes the server as the native program of its image, and runs the tests that can use a program instead of a server in their own process
# (Server=Program). The tests must be built. Installs clang with apt-get if there is no linker.
#   sh eng/ci/native.sh
set -eu
cd "$(dirname "$0")/../.."
min_tests=800
log=$(mktemp)
trap 'rm -f "$log"' EXIT

if ! command -v clang >/dev/null && ! command -v gcc >/dev/null; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends clang zlib1g-dev
fi
rid=$(dotnet --info | sed -n 's/^ *RID: *//p')
dotnet publish McpAspire.Server --configuration Release --runtime "$rid" --output artifacts/native
result=0
MCP_SERVER_PROGRAM=$PWD/artifacts/native/McpAspire.Server \
  dotnet test McpAspire.Tests --no-build --filter "Server=Program&Server!=InProcess" >"$log" 2>&1 || result=$?
cat "$log"
passed=$(sed -nE 's/.*Passed: +([0-9]+), Skipped.*/\1/p' "$log")
if [ "$result" -eq 0 ] && [ "${passed:-0}" -lt "$min_tests" ]; then
  echo "native.sh: only ${passed:-0} tests passed with the native server; expected at least $min_tests." >&2
  result=1
fi
exit "$result"
