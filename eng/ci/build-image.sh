#!/bin/sh
# Builds the image of one service with an SBOM and provenance, pins both base images to their current digests, and pushes it if the branch or tag is protected.
#   build-image.sh PROJECT
# Takes IMAGE, VERSION and the CI_* variables of GitLab; writes image.env, which contains IMAGE_DIGEST, for the next jobs.
set -eu
project=${1:?Usage: build-image.sh PROJECT}
dockerfile=$project/Dockerfile

# pinned ARG: the default of ARG in the Dockerfile, followed by the digest.
pinned() {
  name=$(sed -n "s/^ARG $1=//p" "$dockerfile" | head -n 1)
  digest=$(docker buildx imagetools inspect "$name" --format '{{.Manifest.Digest}}')
  echo "$name@$digest"
}

sdk=$(pinned DOTNET_SDK_IMAGE)
runtime=$(pinned DOTNET_RUNTIME_IMAGE)
echo "Built with $sdk, on $runtime."

set -- --file "$dockerfile" --platform linux/amd64 --tag "$IMAGE:$CI_COMMIT_SHA" --metadata-file image.json \
  --build-arg "DOTNET_SDK_IMAGE=$sdk" --build-arg "DOTNET_RUNTIME_IMAGE=$runtime" --build-arg "BASE_DIGEST=${runtime##*@}" \
  --build-arg "VERSION=$VERSION" --build-arg "REVISION=$CI_COMMIT_SHA" --build-arg "SOURCE=$CI_PROJECT_URL"
if [ "${CI_COMMIT_REF_PROTECTED:-false}" != true ]; then
  docker buildx build "$@" --output type=cacheonly .
  echo "Not pushed: $CI_COMMIT_REF_NAME is not protected."
  exit
fi

docker buildx build "$@" --sbom=true --provenance=mode=max --push .
digest=$(sed -n 's/.*"containerimage.digest": *"\(sha256:[0-9a-f]*\)".*/\1/p' image.json)
[ -n "$digest" ] || { echo "image.json has no digest." >&2; exit 1; }
echo "IMAGE_DIGEST=$digest" >image.env
echo "Pushed $IMAGE@$digest."
