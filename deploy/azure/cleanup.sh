#!/usr/bin/env bash
# Removes only the objects in Azure and Entra ID that setup.sh created. Another run finds nothing to remove.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=common.sh
. "$here/common.sh"

usage() {
  cat <<'TEXT'
Usage: deploy/azure/cleanup.sh --resource-group GROUP [options]

Removes the app-role assignments, federated credentials, app registrations, identities and deployments that setup.sh made.
Uninstall the charts before: their pods lose their tokens.

  --resource-group GROUP   the resource group that setup.sh was given
  --shared-identity NAME   if setup.sh was given it; an identity that setup.sh did not make itself stays
  --yes                    does not ask
  --help                   this text
TEXT
}

yes=''
while [ $# -gt 0 ]; do
  case $1 in
    --resource-group) group=$(value_of "$1" $# "${2-}"); shift 2 ;;
    --shared-identity) shared=$(value_of "$1" $# "${2-}"); shift 2 ;;
    --yes) yes=yes; shift ;;
    --help) usage; exit ;;
    *) fail "unknown argument '$1' (--help)" ;;
  esac
done

[ -n "$group" ] || fail 'which resource group? (--resource-group, see --help)'

# The objects to remove, one per line, in order: a description, a tab, and the az command.
plan=''

# remove WHAT COMMAND: names and ids have no characters with a meaning for the shell.
remove() {
  plan+="$1"$'\t'"$2"$'\n'
}

# plan_assignments IDENTITY PRINCIPAL_ID CALLED RESOURCE_ID
plan_assignments() {
  local url="$graph/v1.0/servicePrincipals/$2/appRoleAssignments" rows assignment role name
  rows=$(az rest --method GET --url "$url" --query "value[?resourceId=='$4'].[id, appRoleId]" --output tsv)
  while IFS=$'\t' read -r assignment role; do
    name=$(sed -n "s/^$role //p" <<<"$permissions")
    [ -z "$assignment" ] || remove "${name:-the app role $role} of $3, assigned to $1" "rest --method DELETE --url $url/$assignment"
  done <<<"$rows"
}

# plan_identity SERVICE: the assignments of its identity.

plan_identity() {
  local row identity principal app resource credential have called
  row=$(find_identity "$1")
  [ -n "$row" ] || return 0
  IFS=$'\t' read -r identity _ principal <<<"$row"
  for called in mcp-backend mcp-server; do
    app=$(find_registration "$called")
    resource=''
    [ -z "$app" ] || resource=$(find_service_principal "$app")
    [ -z "$resource" ] || plan_assignments "$identity" "$principal" "$called" "$resource"
  done
  have=$(az identity federated-credential list --resource-group "$group" --identity-name "$identity" --query '[].name' --output tsv)
  for credential in $services; do
    ! grep -qx "$credential" <<<"$have" ||
      remove "the federated credential $credential of $identity" "identity federated-credential delete --resource-group $group --identity-name $identity --name $credential --yes"
  done
}

# plan_identity_itself SERVICE: the shared identity may belong to others.
plan_identity_itself() {
  local name made
  if [ -n "$shared" ]; then
    made=$(az identity list --resource-group "$group" --query "[?name=='$shared' && tags.\"made-by\"=='$made_here'].name" --output tsv)
  else
    made=$(find_identity "$1" | cut -f 1)
  fi
  while read -r name; do
    [ -z "$name" ] || remove "the identity $name" "identity delete --resource-group $group --name $name"
  done <<<"$made"
}

read_account
identities=$services
[ -z "$shared" ] || identities=mcp-server
for service in $identities; do
  plan_identity "$service"
done
for registration in mcp-server mcp-backend; do
  for app_id in $(find_registration "$registration"); do
    remove "the application $registration ($app_id) and its service principal" "ad app delete --id $app_id"
  done
done
for service in $identities; do
  plan_identity_itself "$service"
done
deployments=$(az deployment group list --resource-group "$group" --query '[].name' --output tsv)
for service in $services; do
  ! grep -qx "$service-identity" <<<"$deployments" || remove "the record of the deployment $service-identity" "deployment group delete --resource-group $group --name $service-identity"
done

if [ -z "$plan" ]; then
  echo "There are no objects of setup.sh in $group."
  exit
fi
cut -f 1 <<<"${plan%$'\n'}"
if [ -z "$yes" ]; then
  answer=''
  read -r -p 'Remove all of this? [y/N] ' answer || true
  [ "$answer" = y ] || fail 'nothing was removed'
fi
while IFS=$'\t' read -r what command; do
  echo "removing $what"
  # shellcheck disable=SC2086 # The command's words are meant to be split.
  az $command --output none </dev/null
done <<<"${plan%$'\n'}"
echo "Done. Entra ID keeps deleted applications for 30 days."
