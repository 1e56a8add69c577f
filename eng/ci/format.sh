#!/bin/sh
# Fails if dotnet format would change a file.
set -eu
cd "$(dirname "$0")/../.."
dotnet restore McpAspire.sln --verbosity quiet
dotnet format McpAspire.sln --verify-no-changes --no-restore
