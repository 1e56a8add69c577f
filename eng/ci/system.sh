#!/bin/sh
# Starts the AppHost, waits until its server is ready, and lets MCP clients of other vendors list the tools and call one. Needs the packages of eng (tools.sh).
#   sh eng/ci/system.sh [ARGUMENT_OF_THE_APPHOST...]
# URL sets a server address other than http://localhost:8000.
set -eu
cd "$(dirname "$0")/../.."
url=${URL:-http://localhost:8000}
work=$(mktemp -d)
apphost=

finish() {
  [ -z "$apphost" ] || kill "$apphost" 2>/dev/null || true
  [ -z "$apphost" ] || wait "$apphost" 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT
trap 'exit 1' INT TERM

dotnet build McpAspire.AppHost --verbosity quiet --nologo
MCPASPIRE_DATA_DIRECTORY=$work/data dotnet run --no-build --project McpAspire.AppHost -- "$@" >"$work/log" 2>&1 &
apphost=$!
fail() {
  echo "$1"
  tail -n 60 "$work/log"
  exit 1
}

tries=0
until curl --silent --fail --output /dev/null "$url/health/ready"; do
  tries=$((tries + 1))
  [ "$tries" -lt 180 ] || fail "The server is not ready at $url after 3 minutes."
  kill -0 "$apphost" 2>/dev/null || fail "The AppHost stopped."
  sleep 1
done

node eng/clients/typescript-sdk.mjs "$url/mcp" || fail "The TypeScript SDK failed."
bash eng/clients/inspector.sh "$url/mcp" || fail "The Inspector failed."
