#!/bin/sh
# Installs helm in the given version, after comparing its published checksum.
#   install-helm.sh VERSION
set -eu
version=${1:?Usage: install-helm.sh VERSION}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

archive=helm-v$version-linux-amd64.tar.gz
curl --fail --silent --show-error --location --remote-name "https://get.helm.sh/$archive"
curl --fail --silent --show-error --location --remote-name "https://get.helm.sh/$archive.sha256sum"
sha256sum --check "$archive.sha256sum"
tar -xzf "$archive"
install linux-amd64/helm /usr/local/bin/helm
