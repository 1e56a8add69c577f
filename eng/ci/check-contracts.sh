#!/bin/sh
# Starts the server and checks contracts against it, or a contract of a backend against its OpenAPI document; fails on a breaking difference of any.
# Server and client have to be built.
#   sh eng/ci/check-contracts.sh [-openapi DOCUMENT] FILE -junit REPORT [[-openapi DOCUMENT] FILE -junit REPORT]...
set -eu
cd "$(dirname "$0")/../.."
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
    echo "The server does not answer at $url:"
    cat "$log"
    exit 3
  fi
  sleep 1
done

result=0
while [ $# -ge 3 ]; do
  if [ "$1" = -openapi ]; then
    with=--openapi against=$2
    shift 2
  else
    with=--server against=$url
  fi
  client contract check "$with" "$against" --contract "$1" --format junit --output "$3" || result=$?
  shift 3
done
exit "$result"
