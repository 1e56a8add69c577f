#!/bin/sh
# Lints and renders the chart of one service, with its own values and with each values file beside them, and packages it.
#   package-chart.sh SERVICE CHART_VERSION IMAGE_TAG [HELM_ARGUMENT...]
# The arguments give what the chart refuses to do without; none of them is packaged. Writes SERVICE-CHART_VERSION.tgz.
set -eu
service=${1:?Usage: package-chart.sh SERVICE CHART_VERSION IMAGE_TAG [HELM_ARGUMENT...]} version=${2:?no version of the chart} tag=${3:?no tag of the image}
shift 3
chart=deploy/charts/$service

for values in "$chart"/values.yaml "$chart"/values-*.yaml; do
  [ -e "$values" ] || continue
  echo "$values"
  helm lint "$chart" --strict --values "$values" "$@"
  helm template "$service" "$chart" --namespace mcp-system --values "$values" "$@" >/dev/null
done
helm package "$chart" --version "$version" --app-version "$tag"
