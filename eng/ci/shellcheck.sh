#!/bin/sh
# Checks all files of the repository with a shell in their first line.
set -eu
cd "$(dirname "$0")/../.."
scripts=$(find . \( -name .git -o -name artifacts -o -name node_modules -o -name bin -o -name obj \) -prune -o -type f -size -200k -print | while read -r file; do
  case $(head -n 1 "$file" | tr -d '\0') in
    '#!'*sh) echo "$file" ;;
  esac
done)
# shellcheck disable=SC2086 # one argument for each script; their names have no spaces
shellcheck --severity=warning --external-sources --source-path=SCRIPTDIR $scripts
echo "$scripts" | wc -l | xargs echo "Scripts without a finding:"
