#!/bin/sh
# Pins the images of the pipelines' jobs to the current digests of their tags: NAME:TAG becomes NAME:TAG@sha256:…, as resolved by docker.
# Keeps images that cannot be resolved, and exits with 1.
#   sh eng/ci/pin-images.sh
set -eu
cd "$(dirname "$0")/../.."
files=".gitlab-ci.yml deploy/ci/service.yml"
failed=0
# shellcheck disable=SC2086 # Their names have no spaces.
images=$(sed -nE 's/^ *(image|name|services): *\[?"?([^ "@$]+:[^ "@$]*[0-9][^ "@$]*)(@sha256:[0-9a-f]+)?"?\]?$/\2/p' $files | sort -u)
for image in $images; do
  digest=$(docker buildx imagetools inspect "$image" --format '{{.Manifest.Digest}}') || digest=
  case $digest in
    sha256:*)
      # shellcheck disable=SC2086
      sed -i -E "s|([ \"])$image(@sha256:[0-9a-f]+)?(\"\|\$)|\1$image@$digest\3|" $files
      echo "$image@$digest" ;;
    *)
      echo "pin-images.sh: $image was not resolved" >&2
      failed=1 ;;
  esac
done
exit "$failed"
