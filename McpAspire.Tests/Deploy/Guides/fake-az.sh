#!/usr/bin/env bash
# Stands for the Azure CLI: writes each call to the folder FAKE_AZURE, keeps there what the calls made, and answers as az does with --query and
# --output tsv. A call that it does not know fails.
# shellcheck disable=SC2016 # What awk reads has dollars of its own.
set -euo pipefail
cd "$FAKE_AZURE"
touch identities credentials registrations uris principals required assignments deployments refusals app-credentials delegated known
printf '%s\n' "$*" >>calls

verb='' query='' url='' body='' name='' id='' filter='' template='' issuer='' subject='' audience='' identity='' shown='' made='' parameters='' api='' uris=() scopes=()
while [ $# -gt 0 ]; do
  case $1 in
    --identifier-uris)
      shift
      while [ $# -gt 0 ] && [[ $1 != --* ]]; do uris+=("$1"); shift; done
      continue ;;
    --api-permissions)
      shift
      while [ $# -gt 0 ] && [[ $1 != --* ]]; do scopes+=("$1"); shift; done
      continue ;;
    --parameters) parameters=$2 ;;
    --api) api=$2 ;;
    --federated-credential-id) name=$2 ;;
    --yes) shift; continue ;;
    --query) query=$2 ;;
    --url) url=$2 ;;
    --method) verb+=" $2" ;;
    --body) body=$2 ;;
    --name) name=$2 ;;
    --id) id=$2 ;;
    --filter) filter=$2 ;;
    --template-file) template=$2 ;;
    --issuer) issuer=$2 ;;
    --subject) subject=$2 ;;
    --audiences) audience=$2 ;;
    --identity-name) identity=$2 ;;
    --display-name) shown=$2 ;;
    --tags) made=${2#made-by=} ;;
    --resource-group | --output) ;;
    --*) echo "fake az: unknown option $1" >&2; exit 2 ;;
    *) verb+="${verb:+ }$1"; shift; continue ;;
  esac
  shift 2
done

# quoted TEXT: what stands between its first quotation marks.
quoted() {
  [[ $1 =~ \'([^\']*)\' ]] && printf %s "${BASH_REMATCH[1]}"
}

# keep FILE CONDITION: keeps the lines for which the condition of awk holds, with v as its value.
keep() {
  awk -F '\t' -v v="$3" "$2" "$1" >"$1.new"
  mv "$1.new" "$1"
}

# field JSON NAME: the first text of that name.
field() {
  [[ $1 =~ \"$2\":\[?\"([^\"]*)\" ]] && printf %s "${BASH_REMATCH[1]}"
}

# next: a number that nothing has yet.
next() {
  echo x >>numbers
  wc -l <numbers | tr -d ' '
}

row() {
  local IFS=$'\t'
  printf '%s\n' "$*"
}

case $verb in
  'account show') row 00000000-0000-0000-0000-00000000000a 00000000-0000-0000-0000-00000000000b ;;
  'aks show') row https://oidc.example.test/cluster/ "${FAKE_WORKLOAD_IDENTITY:-true}" ;;

  'identity list')
    if [[ $query == *made-by* ]]; then
      awk -F '\t' -v v="$(quoted "$query")" '$1 == v && $4 == "mcpaspire-setup" { print $1 }' identities
    elif [[ $query == *starts_with* ]]; then
      awk -F '\t' -v v="$(quoted "$query")" 'index($1, v) == 1' identities | cut -f 1-3
    else
      awk -F '\t' -v v="$(quoted "$query")" '$1 == v' identities | cut -f 1-3
    fi ;;
  'identity create' | 'deployment group create')
    if [ -n "$template" ]; then
      echo "$name" >>deployments
      [[ $(cat "$template") =~ take\(\'([a-z_]+-) ]]
      name=${BASH_REMATCH[1]}x7
    fi
    n=$(next)
    row "$name" "client-$n" "principal-$n" "$made" >>identities
    row "$name" "client-$n" "principal-$n" ;;
  'identity delete') keep identities '$1 != v' "$name" ;;
  'deployment group list') cat deployments ;;
  'deployment group delete') keep deployments '$1 != v' "$name" ;;

  'identity federated-credential list')
    if [[ $query == '[].name' ]]; then
      awk -F '\t' -v i="$identity" '$1 == i { print $2 }' credentials
    else
      awk -F '\t' -v i="$identity" -v v="$(quoted "$query")" '$1 == i && $2 == v' credentials | cut -f 3-
    fi ;;
  'identity federated-credential create') row "$identity" "$name" "$issuer" "$subject" "$audience" >>credentials ;;
  'identity federated-credential update')
    keep credentials '$2 != v' "$name"
    row "$identity" "$name" "$issuer" "$subject" "$audience" >>credentials ;;
  'identity federated-credential delete') keep credentials '$2 != v' "$name" ;;

  'ad app list') awk -F '\t' -v n="$shown" -v v="$(quoted "$query")" 'index($1, n) == 1 && $2 == v { print $3 }' registrations ;;
  'ad app show')
    if [ "$query" = identifierUris ]; then
      awk -F '\t' -v v="$id" '$1 == v { print $2 }' uris
    elif [ "$query" = api.knownClientApplications ]; then
      awk -F '\t' -v v="$id" '$1 == v { print $2 }' known
    elif [[ $query == requiredResourceAccess* ]]; then
      awk -F '\t' -v i="$id" -v v="$(quoted "$query")" '$1 == i && $2 == v { print $3 }' delegated
    elif [[ $query == *contains* ]]; then
      ours=$(quoted "$query") list=${query%%\[*}
      echo '['
      sed "s/.*\"${list#api.}\":\[\([^]]*}\)\].*/\1/; s/},{/}\n{/g" <(sed 's/\["Application"\(,"User"\)*\]/"Application"/g' "body-$id") |
        while read -r one; do [[ $ours == *$(field "$one" id)* ]] || echo "$one"; done | sed 's/:"Application"/:["Application"]/' | paste -sd , -
      echo ']'
    else
      sed -n 's/.*"requestedAccessTokenVersion":\([0-9]*\).*/version \1/p' "body-$id"
      for kind in role:appRoles scope:oauth2PermissionScopes; do
        members=$([ "$kind" = scope:oauth2PermissionScopes ] || sed -n 's/.*"allowedMemberTypes":\[\([^]]*\)\].*/ \1/p' "body-$id" | tr -d '"')
        sed "s/.*\"${kind#*:}\":\[\([^]]*}\)\].*/\1/; s/\"allowedMemberTypes\":\[[^]]*\]//g" "body-$id" | grep -o '"id":"[^"]*","value":"[^"]*"' |
          sed "s/\"id\":\"\(.*\)\",\"value\":\"\(.*\)\"/${kind%:*} \1 \2$members/"
      done
    fi ;;
  'ad app update')
    keep uris '$1 != v' "$id"
    for uri in "${uris[@]}"; do row "$id" "$uri" >>uris; done ;;
  'ad app delete')
    keep registrations '$3 != v' "$id"
    keep uris '$1 != v' "$id"
    keep principals '$1 != v' "$id"
    keep app-credentials '$1 != v' "$id"
    keep delegated '$1 != v' "$id"
    keep known '$1 != v' "$id" ;;
  'ad app federated-credential list')
    awk -F '\t' -v i="$id" -v v="$(quoted "$query")" '$1 == i && $2 == v' app-credentials | cut -f 3- ;;
  'ad app federated-credential create' | 'ad app federated-credential update')
    name=$(field "$parameters" name)
    keep app-credentials '$2 != v' "$name"
    row "$id" "$name" "$(field "$parameters" issuer)" "$(field "$parameters" subject)" "$(field "$parameters" audiences)" >>app-credentials ;;
  'ad app permission add')
    for scope in "${scopes[@]}"; do row "$id" "$api" "${scope%=Scope}" >>delegated; done ;;
  'ad sp list') awk -F '\t' -v v="$(quoted "$filter")" '$1 == v { print $2 }' principals ;;
  'ad sp show') grep -qx "$id" required && echo true || echo false ;;
  'ad sp create')
    n=$(next)
    row "$id" "resource-$n" >>principals
    echo "resource-$n" ;;

  'rest POST')
    case $url in
      https://graph.microsoft.com/v1.0/applications)
        n=$(next)
        row "$(field "$body" displayName)" "$(field "$body" tags)" "app-$n" >>registrations
        echo "$body" >"body-app-$n"
        echo "app-$n" ;;
      https://graph.microsoft.com/v1.0/servicePrincipals/*/appRoleAssignments)
        if [ -s refusals ]; then
          keep refusals 'NR > 1' ''
          echo 'fake az: the principal does not exist yet' >&2
          exit 1
        fi
        row "$(field "$body" principalId)" "$(field "$body" resourceId)" "$(field "$body" appRoleId)" "assignment-$(next)" >>assignments ;;
      *) exit 2 ;;
    esac ;;
  'rest PATCH')
    case $url in
      */servicePrincipals/*)
        [ "$body" = '{"appRoleAssignmentRequired":true}' ]
        echo "${url##*/}" >>required ;;
      *)
        if [[ $body == *knownClientApplications* ]]; then
          keep known '$1 != v' "$(quoted "$url")"
          grep -o '[0-9a-f-]\{36\}' <<<"$body" | while read -r one; do row "$(quoted "$url")" "$one" >>known; done
        else
          echo "$body" >"body-$(quoted "$url")"
        fi ;;
    esac ;;
  'rest GET')
    principal=${url%/*}
    awk -F '\t' -v p="${principal##*/}" -v v="$(quoted "$query")" -v all="$([[ $query == *\[id* ]] && echo yes)" \
      '$1 == p && $2 == v { print (all ? $4 "\t" : "") $3 }' assignments ;;
  'rest DELETE') keep assignments '$4 != v' "${url##*/}" ;;
  *)
    echo "fake az: unknown command $verb" >&2
    exit 2 ;;
esac
