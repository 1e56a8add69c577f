#!/bin/sh
# Installs the given version of cosign and verifies its checksum.
#   install-cosign.sh COSIGN_VERSION
set -eu
cosign=${1:?Usage: install-cosign.sh COSIGN_VERSION}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

# Uses busybox or curl, whichever the image has.
fetch() {
  if command -v curl >/dev/null; then curl --fail --silent --show-error --location --remote-name "$1"; else wget -q "$1"; fi
}
fetch "https://github.com/sigstore/cosign/releases/download/v$cosign/cosign-linux-amd64"
fetch "https://github.com/sigstore/cosign/releases/download/v$cosign/cosign_checksums.txt"
grep ' cosign-linux-amd64$' cosign_checksums.txt | sha256sum -c
install -m 755 cosign-linux-amd64 /usr/local/bin/cosign
