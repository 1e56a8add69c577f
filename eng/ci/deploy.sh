#!/bin/sh
# Deploys one service to AKS: only the image and the chart of this pipeline.
#   deploy.sh SERVICE
# Input from the pipeline: IMAGE, IMAGE_DIGEST, CHARTS, CHART_DIGEST, and AZURE_ID_TOKEN (GitLab's token for Entra ID, valid during the job).
# Input from the settings of the GitLab environment, none of them secret: AZURE_TENANT_ID, AZURE_CLIENT_ID (the pipeline's own identity, with a federated
# credential for this branch), AZURE_SUBSCRIPTION_ID, ACR_NAME, AKS_RESOURCE_GROUP, AKS_CLUSTER, and HELM_VALUES, a variable of type file with the values of
# this environment, such as azure.clientId of the service.
set -eu
service=${1:?Usage: deploy.sh SERVICE}
: "${IMAGE:?}" "${IMAGE_DIGEST:?}" "${CHARTS:?}" "${CHART_DIGEST:?}" "${AZURE_ID_TOKEN:?}" "${HELM_VALUES:?}"

# Signed by this project's pipeline on this branch, or not deployed.
chart=${CHARTS#oci://}/$service@$CHART_DIGEST
for artifact in "$IMAGE@$IMAGE_DIGEST" "$chart"; do
  cosign verify --certificate-identity "https://$CI_SERVER_FQDN/$CI_PROJECT_PATH//.gitlab-ci.yml@refs/heads/$CI_DEFAULT_BRANCH" \
    --certificate-oidc-issuer "$CI_SERVER_URL" "$artifact" >/dev/null
done

az login --service-principal --username "$AZURE_CLIENT_ID" --tenant "$AZURE_TENANT_ID" --federated-token "$AZURE_ID_TOKEN" --output none
az account set --subscription "$AZURE_SUBSCRIPTION_ID"
az aks get-credentials --resource-group "$AKS_RESOURCE_GROUP" --name "$AKS_CLUSTER" --overwrite-existing
kubelogin convert-kubeconfig --login azurecli

# The cluster pulls from its own registry with the kubelet's identity; image, signature and SBOM keep their digests.
registry=$(az acr show --name "$ACR_NAME" --query loginServer --output tsv)
az acr login --name "$ACR_NAME" --expose-token --query accessToken --output tsv |
  cosign login "$registry" --username 00000000-0000-0000-0000-000000000000 --password-stdin
cosign copy "$IMAGE@$IMAGE_DIGEST" "$registry/$service:$CI_COMMIT_SHA"

helm upgrade --install "$service" "oci://$chart" --namespace mcp-system --create-namespace \
  --values "deploy/charts/$service/values-production.yaml" --values "$HELM_VALUES" \
  --set image.repository="$registry/$service" --set image.tag="$CI_COMMIT_SHA" --set image.digest="$IMAGE_DIGEST" \
  --wait --timeout 5m
helm test "$service" --namespace mcp-system --timeout 2m
