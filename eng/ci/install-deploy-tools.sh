#!/bin/sh
# Installs the given versions of the tools that a deployment needs besides the Azure CLI and Helm.
#   install-deploy-tools.sh COSIGN_VERSION KUBECTL_VERSION KUBELOGIN_VERSION
set -eu
cosign=${1:?Usage: install-deploy-tools.sh COSIGN_VERSION KUBECTL_VERSION KUBELOGIN_VERSION} kubectl=${2:?no version of kubectl} kubelogin=${3:?no version of kubelogin}
target=/usr/local/bin

sh "$(dirname "$0")/install-cosign.sh" "$cosign"
az aks install-cli --client-version "$kubectl" --install-location "$target/kubectl" --kubelogin-version "v$kubelogin" --kubelogin-install-location "$target/kubelogin"
