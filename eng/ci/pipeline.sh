#!/bin/sh
# Validates the GitLab pipelines against GitLab's schema and lists their jobs, with gitlab-ci-local from eng/package.json. Needs Node 22 (tools.sh).
set -eu
cd "$(dirname "$0")/../.."
for file in .gitlab-ci.yml deploy/ci/server.yml deploy/ci/client.yml; do
  echo "$file"
  # Lists all jobs, including those for other branches or changes.
  eng/node_modules/.bin/gitlab-ci-local --file "$file" --state-dir artifacts/gitlab-ci-local --no-evaluate-rule-changes --list-all
done
