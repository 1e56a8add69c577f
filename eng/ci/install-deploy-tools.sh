#!/bin/sh
# Installs what a deployment needs beyond the Azure CLI and Helm, in the given versions: cosign, whose checksum is compared, and the others by the Azure CLI.
#   install-deploy-tools.sh COSIGN_VERSION KUBECTL_VERSION KUBELOGIN_VERSION
set -eu
cosign=${1:?Usage: install-deploy-tools.sh COSIGN_VERSION KUBECTL_VERSION KUBELOGIN_VERSION} kubectl=${2:?no version of kubectl} kubelogin=${3:?no version of kubelogin}
target=/usr/local/bin
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

curl --fail --silent --show-error --location --remote-name "https://github.com/sigstore/cosign/releases/download/v$cosign/cosign-linux-amd64"
curl --fail --silent --show-error --location --remote-name "https://github.com/sigstore/cosign/releases/download/v$cosign/cosign_checksums.txt"
grep ' cosign-linux-amd64$' cosign_checksums.txt | sha256sum --check
install cosign-linux-amd64 "$target/cosign"

az aks install-cli --client-version "$kubectl" --install-location "$target/kubectl" --kubelogin-version "v$kubelogin" --kubelogin-install-location "$target/kubelogin"
