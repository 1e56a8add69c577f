#!/usr/bin/env bash
# Creates the objects in Azure and Entra ID that the charts need. Another run changes only missing or different ones.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=common.sh
. "$here/common.sh"

usage() {
  cat <<'TEXT'
Usage: deploy/azure/setup.sh --resource-group GROUP --cluster CLUSTER [options]

Makes the managed identities of the MCP server and client, their federated credentials, the app registrations of backend
and MCP server, and the app-role assignments server -> backend and client -> server. Assigns no role on the subscription.

  --resource-group GROUP   the cluster's resource group; the identities are made there
  --cluster CLUSTER        the AKS cluster, with OIDC issuer and workload identity
  --namespace NAME         the Kubernetes namespace (mcp-system)
  --server-url URL         the https address of the MCP endpoint for people's clients, such as https://mcp.example.com/mcp: one more Application ID URI
  --permission NAME        a permission of generated tools, such as Desk.Read: one more app role and scope of the MCP server;
                           repeatable
  --on-behalf-of           the backend sees the users: lets the service account authenticate as the MCP server's registration, which
                           gets the backend's scopes; an administrator must consent afterwards
  --known-client APP_ID    with --on-behalf-of: the registration of an MCP client; consent to it includes the server; repeatable
  --shared-identity NAME   one identity for server and client instead of two; the client then has the server's rights too
  --values-folder FOLDER   where the values files of the charts are written (the current directory)
  --what-if                says what would be changed, and changes nothing
  --help                   this text

Needs: az login; Contributor on the resource group, and Application Administrator in Entra ID.
TEXT
}

# add_permission NAME: its id is derived from the name, so that each run finds it.
add_permission() {
  local digest
  [ -n "$1" ] || exit 1
  [[ $1 =~ ^[A-Za-z0-9][A-Za-z0-9._-]{0,119}$ ]] || fail "'$1' is not a valid permission"
  [[ $permissions$generated$'\n' != *" $1"$'\n'* ]] || return 0
  digest=$(printf %s "$1" | { sha256sum 2>/dev/null || shasum -a 256; })
  generated+=$'\n'"${digest:0:8}-${digest:8:4}-8${digest:13:3}-8${digest:17:3}-${digest:20:12} $1"
}

cluster='' server_url='' what_if='' issuer='' folder=. generated='' on_behalf_of='' known_clients=''
changes=0
while [ $# -gt 0 ]; do
  case $1 in
    --resource-group) group=$(value_of "$1" $# "${2-}"); shift 2 ;;
    --cluster) cluster=$(value_of "$1" $# "${2-}"); shift 2 ;;
    --namespace) namespace=$(value_of "$1" $# "${2-}"); shift 2 ;;
    --server-url) server_url=$(value_of "$1" $# "${2-}"); shift 2 ;;
    --permission) add_permission "$(value_of "$1" $# "${2-}")"; shift 2 ;;
    --on-behalf-of) on_behalf_of=yes; shift ;;
    --known-client) known_clients+=" $(value_of "$1" $# "${2-}")"; shift 2 ;;
    --shared-identity) shared=$(value_of "$1" $# "${2-}"); shift 2 ;;
    --values-folder) folder=$(value_of "$1" $# "${2-}"); shift 2 ;;
    --what-if) what_if=yes; shift ;;
    --help) usage; exit ;;
    *) fail "unknown argument '$1' (--help)" ;;
  esac
done
[ -n "$group" ] || fail 'which resource group? (--resource-group, see --help)'
[ -n "$cluster" ] || fail 'which cluster? (--cluster, see --help)'
[[ $namespace =~ ^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$ ]] || fail "'$namespace' is not a valid Kubernetes namespace"
[ -d "$folder" ] || fail "the folder '$folder' does not exist"
[ -n "$on_behalf_of" ] || [ -z "$known_clients" ] || fail '--known-client needs --on-behalf-of'
[[ $known_clients =~ ^(\ [0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12})*$ ]] || fail '--known-client must be an application id'
[[ $server_url =~ ^(https://[^/].*[^/])?$ ]] || fail '--server-url must begin with https:// and not end in a slash'

# Represents an id that only the change would create.
new='(new)'

# changing WHAT: prints the next change; false with --what-if.
changing() {
  changes=$((changes + 1))
  echo "${what_if:+would }$1"
  [ -z "$what_if" ]
}

# retry COMMAND...: new objects in Entra ID need time to propagate.
retry() {
  local attempt
  for attempt in 1 2 3 4 5 6 7 8 9; do
    "$@" && return
    echo "$program: retrying in ${RETRY_SECONDS:-6} s ($attempt of 9)" >&2
    sleep "${RETRY_SECONDS:-6}"
  done
  "$@"
}

# read_cluster: the issuer of the cluster's tokens.
read_cluster() {
  local row enabled
  row=$(az aks show --resource-group "$group" --name "$cluster" --output tsv \
    --query '[[to_string(oidcIssuerProfile.issuerUrl), to_string(securityProfile.workloadIdentity.enabled)]]')
  IFS=$'\t' read -r issuer enabled <<<"$row"
  if [ "$enabled" != true ] || [ "$issuer" = null ]; then
    fail "the cluster lacks the OIDC issuer or workload identity:
  az aks update --resource-group $group --name $cluster --enable-oidc-issuer --enable-workload-identity"
  fi
}

# ensure_identity SERVICE: sets identity, client_id and principal_id.
ensure_identity() {
  local row
  row=$(find_identity "$1")
  [[ $row != *$'\n'* ]] || fail "there are several identities for $1 in $group"
  if [ -z "$row" ] && [ -n "$shared" ]; then
    row=$new$'\t'$new$'\t'$new
    if changing "create the identity $shared"; then
      row=$(az identity create --resource-group "$group" --name "$shared" --tags "made-by=$made_here" --query '[[name, clientId, principalId]]' --output tsv)
    fi
  elif [ -z "$row" ]; then
    row=$new$'\t'$new$'\t'$new
    if changing "deploy the identity of $1"; then
      row=$(az deployment group create --resource-group "$group" --name "$1-identity" --template-file "$here/../aspirate/$1-identity.module.bicep" --output tsv \
        --query '[[properties.outputs.name.value, properties.outputs.clientId.value, properties.outputs.principalId.value]]')
    fi
  fi
  IFS=$'\t' read -r identity client_id principal_id <<<"$row"
}

# ensure_credential SERVICE IDENTITY: the federated credential that links the service account to the identity.
ensure_credential() {
  local subject="system:serviceaccount:$namespace:$1" have='' verb=create
  if [ "$2" != "$new" ]; then
    have=$(az identity federated-credential list --resource-group "$group" --identity-name "$2" --query "[?name=='$1'].[issuer, subject, audiences[0]]" --output tsv)
  fi
  [ "$have" != "$issuer"$'\t'"$subject"$'\t'"$audience" ] || return 0
  [ -z "$have" ] || verb=update
  if changing "$verb the federated credential $1 for $subject"; then
    az identity federated-credential "$verb" --resource-group "$group" --identity-name "$2" --name "$1" \
      --issuer "$issuer" --subject "$subject" --audiences "$audience" --output none
  fi
}

# ensure_app_credential SERVICE APP_ID: the federated credential with which the service account authenticates as the application.
ensure_app_credential() {
  local subject="system:serviceaccount:$namespace:$1" have='' parameters
  if [ "$2" != "$new" ]; then
    have=$(retry az ad app federated-credential list --id "$2" --query "[?name=='$1'].[issuer, subject, audiences[0]]" --output tsv)
  fi
  [ "$have" != "$issuer"$'\t'"$subject"$'\t'"$audience" ] || return 0
  parameters="{\"name\":\"$1\",\"issuer\":\"$issuer\",\"subject\":\"$subject\",\"audiences\":[\"$audience\"]}"
  if [ -n "$have" ]; then
    ! changing "update the federated credential of the application $1 for $subject" ||
      az ad app federated-credential update --id "$2" --federated-credential-id "$1" --parameters "$parameters" --output none
  elif changing "create the federated credential of the application $1 for $subject"; then
    retry az ad app federated-credential create --id "$2" --parameters "$parameters" --output none
  fi
}

# ensure_delegated_permissions CALLER APP_ID CALLED CALLED_APP_ID: requests every scope of the called application.
ensure_delegated_permissions() {
  local have='' id name
  local missing=()
  if [ "$2" != "$new" ] && [ "$4" != "$new" ]; then
    have=$(az ad app show --id "$2" --query "requiredResourceAccess[?resourceAppId=='$4'].resourceAccess[].id" --output tsv)
  fi
  while read -r id name; do
    grep -qx "$id" <<<"$have" || missing+=("$id=Scope")
  done <<<"$permissions"
  if [ "${#missing[@]}" -gt 0 ] && changing "request the scopes of $3 for the application $1"; then
    retry az ad app permission add --id "$2" --api "$4" --api-permissions "${missing[@]}" --output none
  fi
}

# ensure_known_clients NAME APP_ID: adds the known clients to the existing ones.
ensure_known_clients() {
  local have='' id all='' added=''
  [ "$2" = "$new" ] || have=$(az ad app show --id "$2" --query 'api.knownClientApplications' --output tsv)
  for id in $known_clients; do
    grep -qxF "$id" <<<"$have" || added+=" $id"
  done
  [ -n "$added" ] || return 0
  for id in $have $added; do
    all+="${all:+,}\"$id\""
  done
  if changing "add the known clients$added to the application $1"; then
    az rest --method PATCH --url "$graph/v1.0/applications(appId='$2')" --body "{\"api\":{\"knownClientApplications\":[$all]}}" --output none
  fi
}

# others_of APP_ID LIST: the existing roles or scopes besides ours, as JSON; Entra ID refuses to delete what is enabled.
others_of() {
  local have
  have=$(az ad app show --id "$1" --query "$2[?!contains('${permissions//$'\n'/ }', id)]" --output json | tr -d '\n')
  have=${have#*[}
  [[ $have != *\{* ]] || echo ",${have%]*}"
}

# members_of NAME: who can have an app role. Users can at the backend, which sees them with --on-behalf-of.
members_of() {
  local members='"Application"'
  [ "$1" != mcp-backend ] || members+=',"User"'
  echo "$members"
}

# registration_of NAME [APP_ID]: the registration as JSON for Microsoft Graph.
registration_of() {
  local id name roles='' scopes=''
  while read -r id name; do
    roles+="${roles:+,}{\"id\":\"$id\",\"value\":\"$name\",\"displayName\":\"$name\",\"description\":\"$name of $1\",\"allowedMemberTypes\":[$(members_of "$1")],\"isEnabled\":true}"
    scopes+="${scopes:+,}{\"id\":\"$id\",\"value\":\"$name\",\"adminConsentDisplayName\":\"$name\",\"adminConsentDescription\":\"$name of $1\",\"type\":\"Admin\",\"isEnabled\":true}"
  done <<<"$permissions"
  if [ -n "${2-}" ]; then
    roles+=$(others_of "$2" appRoles)
    scopes+=$(others_of "$2" api.oauth2PermissionScopes)
  fi
  echo "{\"displayName\":\"$1\",\"signInAudience\":\"AzureADMyOrg\",\"tags\":[\"$(tag_of "$1")\"],\"api\":{\"requestedAccessTokenVersion\":2,\"oauth2PermissionScopes\":[$scopes]},\"appRoles\":[$roles]}"
}

# is_complete NAME APP_ID: whether the registration requests version 2 tokens and has at least all roles and scopes.
is_complete() {
  local have id name members
  members=$(members_of "$1")
  have=$(az ad app show --id "$2" --output tsv \
    --query "[[join('', ['version ', to_string(api.requestedAccessTokenVersion)])], appRoles[].join(' ', ['role', id, to_string(value), join(',', sort(allowedMemberTypes))]), api.oauth2PermissionScopes[].join(' ', ['scope', id, to_string(value)])][]")
  grep -qx 'version 2' <<<"$have" || return 1
  while read -r id name; do
    grep -qx "role $id $name ${members//\"/}" <<<"$have" && grep -qx "scope $id $name" <<<"$have" || return 1
  done <<<"$permissions"
}

# ensure_uris APP_ID URI...: adds the Application ID URIs to the existing ones.
ensure_uris() {
  local app=$1 have='' uri
  local uris=()
  shift
  [ "$app" = "$new" ] || have=$(retry az ad app show --id "$app" --query identifierUris --output tsv)
  while read -r uri; do
    [ -z "$uri" ] || uris+=("$uri")
  done <<<"$have"
  local before=${#uris[@]}
  for uri in "$@"; do
    grep -qxF "$uri" <<<"$have" || uris+=("$uri")
  done
  [ "${#uris[@]}" -gt "$before" ] || return 0
  if changing "set the Application ID URIs ${uris[*]}"; then
    retry az ad app update --id "$app" --identifier-uris "${uris[@]}" --output none
  fi
}

# ensure_registration NAME [URI]: sets app_id and resource_id, the object id of its service principal.
ensure_registration() {
  app_id=$(find_registration "$1")
  [[ $app_id != *$'\n'* ]] || fail "there are several registrations with the tag $(tag_of "$1")"
  if [ -z "$app_id" ]; then
    app_id=$new
    if changing "register the application $1"; then
      app_id=$(az rest --method POST --url "$graph/v1.0/applications" --body "$(registration_of "$1")" --query appId --output tsv)
    fi
  elif ! is_complete "$1" "$app_id"; then
    if changing "give the application $1 tokens of version 2 and its app roles and scopes"; then
      az rest --method PATCH --url "$graph/v1.0/applications(appId='$app_id')" --body "$(registration_of "$1" "$app_id")" --output none
    fi
  fi
  ensure_uris "$app_id" "api://$app_id" ${2:+"$2"}

  resource_id=$new
  [ "$app_id" = "$new" ] || resource_id=$(find_service_principal "$app_id")
  if [ -z "$resource_id" ] || [ "$app_id" = "$new" ]; then
    resource_id=$new
    if changing "create the service principal of $1"; then
      resource_id=$(retry az ad sp create --id "$app_id" --query id --output tsv)
    fi
  fi
  require_assignment "$1" "$resource_id"
}

# require_assignment NAME RESOURCE_ID: Entra ID issues tokens for the application to assigned callers only.
require_assignment() {
  local have=''
  [ "$2" = "$new" ] || have=$(retry az ad sp show --id "$2" --query 'to_string(appRoleAssignmentRequired)' --output tsv)
  if [ "$have" != true ] && changing "require an assignment for tokens of $1"; then
    retry az rest --method PATCH --url "$graph/v1.0/servicePrincipals/$2" --body '{"appRoleAssignmentRequired":true}' --output none
  fi
}

# ensure_assignments CALLER PRINCIPAL_ID CALLED RESOURCE_ID: assigns every app role of the called application.
ensure_assignments() {
  local have='' id name
  if [ "$2" != "$new" ] && [ "$4" != "$new" ]; then
    have=$(retry az rest --method GET --url "$graph/v1.0/servicePrincipals/$2/appRoleAssignments" --query "value[?resourceId=='$4'].appRoleId" --output tsv)
  fi
  while read -r id name; do
    if ! grep -qx "$id" <<<"$have" && changing "assign $name of $3 to the identity of $1"; then
      retry az rest --method POST --url "$graph/v1.0/servicePrincipals/$2/appRoleAssignments" --output none \
        --body "{\"principalId\":\"$2\",\"resourceId\":\"$4\",\"appRoleId\":\"$id\"}" </dev/null
    fi
  done <<<"$permissions"
}

read_account
read_cluster

ensure_registration mcp-backend
backend_app=$app_id backend_resource=$resource_id
backend_permissions=$permissions
permissions+=$generated
ensure_registration mcp-server "$server_url"
server_app=$app_id server_resource=$resource_id

ensure_identity mcp-server
server_identity=$identity server_client=$client_id server_principal=$principal_id
ensure_credential mcp-server "$server_identity"
if [ -n "$shared" ]; then
  client_identity=$server_identity client_client=$server_client client_principal=$server_principal
else
  ensure_identity mcp-client
  client_identity=$identity client_client=$client_id client_principal=$principal_id
fi
ensure_credential mcp-client "$client_identity"

if [ -n "$on_behalf_of" ]; then
  ensure_app_credential mcp-server "$server_app"
  permissions=$backend_permissions ensure_delegated_permissions mcp-server "$server_app" mcp-backend "$backend_app"
  ensure_known_clients mcp-server "$server_app"
fi
permissions=$backend_permissions ensure_assignments mcp-server "$server_principal" mcp-backend "$backend_resource"
ensure_assignments mcp-client "$client_principal" mcp-server "$server_resource"

if [ -n "$what_if" ]; then
  echo "$changes pending; nothing was changed."
  exit
fi
# write SERVICE: writes a values file from standard input; keeps the file of an earlier run that was edited.
write() {
  local file=$folder/$1-values.yaml text
  text=$(cat)
  if [ -e "$file" ] && [ "$text" != "$(cat "$file")" ]; then
    mv "$file" "$file.old"
    echo "kept the different $file as $file.old"
  fi
  echo "$text" >"$file"
  echo "wrote $file"
}

echo "$changes changed."
write backend <<YAML
authentication:
  authority: "https://login.microsoftonline.com/$tenant/v2.0"
  audience: "$backend_app"
YAML
{
  cat <<YAML
azure:
  tenantId: "$tenant"
  clientId: "$server_client"
  scopes:
    - "api://$backend_app/.default"
authorization:
  mode: "EntraId"
  audience: "$server_app ${server_url:-api://$server_app}"
YAML
  [ -z "$on_behalf_of" ] || cat <<YAML
  clientId: "$server_app"
app:
  backendIdentity: "Caller"
  # The client of this setup has no user.
  backendAppOnlyCallers: "Server"
YAML
} | write mcp-server
write mcp-client <<YAML
azure:
  tenantId: "$tenant"
  clientId: "$client_client"
  scopes:
    - "api://$server_app/.default"
YAML
echo
for service in backend mcp-server mcp-client; do
  echo "helm upgrade --install $service deploy/charts/$service --namespace $namespace --values $folder/$service-values.yaml \\"
  echo "  --set image.repository=REGISTRY/$service --set image.tag=TAG --wait --timeout 5m"
done
if [ -n "$on_behalf_of" ]; then
  echo
  echo "An administrator must consent once that the server calls the backend for its users:"
  echo "  az ad app permission admin-consent --id $server_app"
  echo "Then assign the users and groups to app roles of mcp-backend (Enterprise applications)."
fi
