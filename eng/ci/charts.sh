#!/bin/sh
# Lints each chart with the values of each profile, and compares the output with deploy/rendered, with Helm 4 and Helm 3 (tools.sh).
set -eu
cd "$(dirname "$0")/../.."
for helm in artifacts/tools/bin/helm artifacts/tools/helm3/helm; do
  count=0
  for golden in deploy/rendered/*/*.yaml; do
    case $golden in *.values.yaml) continue ;; esac
    chart=$(basename "$(dirname "$golden")") profile=$(basename "$golden" .yaml)
    set --
    for values in "deploy/charts/$chart/values-$profile.yaml" "deploy/rendered/$chart/$profile.values.yaml"; do
      [ ! -e "$values" ] || set -- "$@" --values "$values"
    done
    $helm lint "deploy/charts/$chart" --strict --quiet --kube-version 1.34.0 "$@"
    $helm template "$chart" "deploy/charts/$chart" --namespace mcp-system --kube-version 1.34.0 "$@" | diff "$golden" -
    count=$((count + 1))
  done
  echo "Helm $($helm version --template '{{.Version}}'): $count renderings as in deploy/rendered"
done
