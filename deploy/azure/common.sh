# shellcheck shell=bash
# Shared by setup.sh and cleanup.sh: names, and functions that find existing objects. Sourced, never run.
# Works with bash 3.2, which macOS has. Reads the output of az as tab-separated text, so that jq is not required.
# shellcheck disable=SC2034 # Most of these variables are for the scripts that source this.

program=${0##*/}
services='mcp-server mcp-client'
audience=api://AzureADTokenExchange
graph=https://graph.microsoft.com

# The tag of identities that setup.sh created for --shared-identity; cleanup.sh deletes no other shared ones.
made_here=mcpaspire-setup

# Id and name of each permission. An app role and a delegated scope of the same name must have the same id and the same texts.
permissions='c7249a06-fdd6-4a85-aae4-10777c141197 Users.Read
fb4d85ac-8780-40f0-9e04-f6e5c6f7d525 Tickets.Read
2ba667f1-0cd1-45b2-b1f1-984bf05c1fdb Tickets.Write
1da531e8-8b08-4c5e-aebc-1b026d068315 Data.Read'

# Shared with the scripts that source this.
group='' namespace=mcp-system shared='' subscription='' tenant=''

fail() {
  echo "$program: $*" >&2
  exit 1
}

# value_of OPTION COUNT [VALUE]: the value of an option; fails if it is missing.
value_of() {
  if [ "$2" -lt 2 ] || [ -z "$3" ]; then fail "$1 needs a value (--help)"; fi
  echo "$3"
}

# read_account: the signed-in account, tenant and subscription.
read_account() {
  local row
  command -v az >/dev/null || fail 'the Azure CLI (az) is not on the PATH'
  row=$(az account show --query '[[id, tenantId]]' --output tsv) || fail 'sign in first: az login'
  IFS=$'\t' read -r subscription tenant <<<"$row"
}

# find_identity SERVICE: name, client id and principal id of the identity; nothing if there is none.
find_identity() {
  local which="starts_with(name, '${1//-/_}_identity-')"
  [ -z "$shared" ] || which="name=='$shared'"
  az identity list --resource-group "$group" --query "[?$which].[name, clientId, principalId]" --output tsv
}

# tag_of REGISTRATION: display names are not unique in a tenant, so this tag identifies a registration.
tag_of() {
  echo "mcpaspire:$subscription/$group/$1"
}

# find_registration NAME: the application id; nothing if there is none.
find_registration() {
  az ad app list --display-name "$1" --query "[?contains(tags, '$(tag_of "$1")')].appId" --output tsv
}

# find_service_principal APP_ID: the object id of the registration's service principal.
find_service_principal() {
  az ad sp list --filter "appId eq '$1'" --query '[].id' --output tsv
}
