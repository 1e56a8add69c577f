#!/bin/sh
# Starts the server, and checks the contracts of server and client against it and the server's contract with the backend against the backend's OpenAPI
# document. Fails on a breaking difference. Server and client must be built. Writes a JUnit report for each contract into the folder, by default
# artifacts/contracts.
#   sh eng/ci/check-contracts.sh [FOLDER]
set -eu
cd "$(dirname "$0")/../.."
reports=${1:-artifacts/contracts}
mkdir -p "$reports"
url=http://127.0.0.1:${CONTRACT_PORT:-3399}
log=$(mktemp)
server=

finish() {
  [ -z "$server" ] || kill "$server" 2>/dev/null || true
  [ -z "$server" ] || wait "$server" 2>/dev/null || true
  rm -f "$log"
}
trap finish EXIT
trap 'exit 1' INT TERM

# The list of tools needs neither a backend nor a token.
ASPNETCORE_ENVIRONMENT=Development HOST=127.0.0.1 PORT=${url##*:} BACKEND_API_URL=http://127.0.0.1:9 READINESS_CHECK_BACKEND=false \
  dotnet artifacts/bin/McpAspire.Server/debug/McpAspire.Server.dll >"$log" 2>&1 &
server=$!
client() {
  dotnet artifacts/bin/McpAspire.Client/debug/McpAspire.Client.dll "$@"
}
tries=0
until client tools --server "$url" >/dev/null 2>&1; do
  tries=$((tries + 1))
  if [ "$tries" -eq 30 ] || ! kill -0 "$server" 2>/dev/null; then
    echo "The server does not respond at $url:"
    cat "$log"
    exit 3
  fi
  sleep 1
done

result=0
check() {
  report=$1
  shift
  client contract check "$@" --format junit --output "$reports/$report.xml" && echo "$report: no breaking difference" || result=$?
}
check server-contract --server "$url" --contract McpAspire.Server/contract.json
check client-contract --server "$url" --contract McpAspire.Client/contract.json
check backend-contract --openapi McpAspire.MockBackend/openapi.json --contract McpAspire.Server/backend-contract.json
exit "$result"
