# Stands before the commands of a document. They run as written, except for what dotnet and curl stand for here:
# - dotnet run starts the program that is built already, in the directory and the environment in which dotnet run starts it.
# - Addresses of the documents become those of the server and the backend of the test; programs listen on free ports.
# - A program without an argument runs until it is stopped: it is stopped as soon as it listens.
# Needs BUILT (the folder of the built programs), SERVER and BACKEND (addresses).
set -euo pipefail

# addressed ARGUMENT...: the arguments, with the addresses of the test, in the array arguments.
addressed() {
  arguments=("$@")
  arguments=("${arguments[@]//http:\/\/localhost:8000/$SERVER}")
  arguments=("${arguments[@]//http:\/\/localhost:3333/$SERVER}")
  arguments=("${arguments[@]//http:\/\/localhost:8080/$BACKEND}")
  arguments=("${arguments[@]//http:\/\/localhost:5000/$BACKEND}")
}

curl() {
  local arguments
  addressed "$@"
  command curl --fail-with-body "${arguments[@]}"
}

dotnet() {
  [ "$1 $2" = 'run --project' ] || return 2
  local program=$3 arguments=()
  shift 3
  if [ $# -gt 0 ]; then
    shift
    addressed "$@"
    (become_built)
  else
    serve
  fi
}

# become_built: this shell becomes the program. Of the Web projects, the client alone starts in the directory of the shell.
become_built() {
  [ "$program" = McpAspire.Client ] || cd "$program"
  [ ! -e Properties/launchSettings.json ] || export ASPNETCORE_ENVIRONMENT=Development
  exec dotnet "$BUILT/$program/debug/$program.dll" ${arguments[@]+"${arguments[@]}"}
}

serve() {
  export PORT=0 HEALTH_PORT='' ADDITIONAL_PORTS='' ASPNETCORE_URLS=http://127.0.0.1:0
  [ -z "${LOCAL_ENTRA_PORT-}" ] || export LOCAL_ENTRA_PORT=0
  local line heard='' output
  exec {output}< <(become_built 2>&1)
  local process=$!
  while read -r line <&"$output"; do
    echo "$line"
    if [[ -z $heard && $line == *'Now listening on'* ]]; then
      heard=yes
      kill "$process"
    fi
  done
  exec {output}<&-
  [ -n "$heard" ]
}

# Faults that the commands of another document left.
command curl -sf -X DELETE "$BACKEND/control/faults"
