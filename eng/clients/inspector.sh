#!/usr/bin/env bash
# Lists the tools and calls one with the command line of the MCP Inspector, with the handshake (legacy) and without it (modern):
# inspector.sh http://localhost:8000/mcp
set -uo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
url=${1:?Usage: inspector.sh URL}
state=$(mktemp -d)
trap 'rm -rf "$state"' EXIT

# check ERA METHOD EXPRESSION ARGUMENTS...: one request; fails with a sentence unless the JavaScript expression holds for its result.
check() {
  local era=$1 method=$2 expression=$3 output
  shift 3
  # The Inspector keeps a catalog in the home directory: not in the caller's.
  output=$(HOME=$state "$here/../node_modules/.bin/mcp-inspector" --cli "$url" --transport http --protocol-era "$era" \
    --format json --quiet --method "$method" "$@" 2>&1)
  node -e '
    const [expression, output] = process.argv.slice(1);
    let holds = false;
    try {
      holds = new Function("result", `return ${expression}`)(JSON.parse(output).result);
    } catch {}
    process.exitCode = holds ? 0 : 1;' "$expression" "$output" && return
  echo "Inspector ($era) against $url: the result of $method is not as expected: ${output:0:600}" >&2
  exit 1
}

tools=$(node -p 'Object.keys(require(process.argv[1]).tools).sort().join()' "$here/../../McpAspire.Server/contract.json")
for era in legacy modern; do
  check "$era" tools/list "result.tools.map(tool => tool.name).sort().join() === '$tools'"
  # --tool-arg user_id=123 would send a number.
  check "$era" tools/call "!result.isError && result.structuredContent.id === '123'" --tool-name get_user_profile --tool-args-json '{"user_id":"123"}'
  echo "Inspector ($era): the tools of the contract, get_user_profile returned user 123."
done
