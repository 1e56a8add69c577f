{{- define "mcp-server.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride -}}
{{- else if contains .Chart.Name .Release.Name -}}
{{- .Release.Name | trunc 53 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name .Chart.Name | trunc 53 | trimSuffix "-" -}}
{{- end -}}
{{- end }}

{{- define "mcp-server.serviceAccountName" -}}
{{- .Values.serviceAccount.name | default (include "mcp-server.fullname" .) -}}
{{- end }}

{{- define "mcp-server.selectorLabels" -}}
app.kubernetes.io/name: mcp-server
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "mcp-server.commonLabels" -}}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
app.kubernetes.io/part-of: mcpaspire
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end }}

{{- define "mcp-server.labels" -}}
{{ include "mcp-server.selectorLabels" . }}
{{ include "mcp-server.commonLabels" . }}
{{- end }}

{{- define "mcp-server.image" -}}
{{- $project := "McpAspire.Server" -}}
{{- $build := printf "docker build --file %s/Dockerfile --tag REGISTRY/mcp-server:1.0.0 . && docker push REGISTRY/mcp-server:1.0.0" $project -}}
{{- $publish := printf "dotnet publish %s -r linux-x64 -t:PublishContainer -p:ContainerRegistry=REGISTRY" $project -}}
{{- $repository := required (printf "image.repository is required. Build and push the image from the root of the repository:\n  %s\nor, without Docker:\n  %s\nThen set image.repository=REGISTRY/mcp-server." $build $publish) .Values.image.repository -}}
{{- if .Values.image.digest -}}
{{- printf "%s@%s" $repository .Values.image.digest -}}
{{- else -}}
{{- printf "%s:%s" $repository (.Values.image.tag | default .Chart.AppVersion) -}}
{{- end -}}
{{- end }}

{{- define "mcp-server.placement" -}}
nodeSelector: {{- merge (dict "kubernetes.io/os" "linux") (.Values.nodeSelector | default dict) | toYaml | nindent 2 }}
{{- with .Values.tolerations }}
tolerations: {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{- define "mcp-server.podSecurityContext" -}}
runAsNonRoot: true
runAsUser: 1000
runAsGroup: 1000
fsGroup: 1000
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{- define "mcp-server.securityContext" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end }}

{{- define "mcp-server.scalingBehavior" -}}
scaleUp:
  stabilizationWindowSeconds: {{ .Values.autoscaling.behavior.scaleUp.stabilizationWindowSeconds }}
  policies:
    - type: Pods
      value: {{ .Values.autoscaling.behavior.scaleUp.pods }}
      periodSeconds: {{ .Values.autoscaling.behavior.scaleUp.periodSeconds }}
    {{- with .Values.autoscaling.behavior.scaleUp.percent }}
    - type: Percent
      value: {{ . }}
      periodSeconds: {{ $.Values.autoscaling.behavior.scaleUp.periodSeconds }}
    {{- end }}
scaleDown:
  stabilizationWindowSeconds: {{ .Values.autoscaling.behavior.scaleDown.stabilizationWindowSeconds }}
  policies:
    - type: Pods
      value: {{ .Values.autoscaling.behavior.scaleDown.pods }}
      periodSeconds: {{ .Values.autoscaling.behavior.scaleDown.periodSeconds }}
    {{- with .Values.autoscaling.behavior.scaleDown.percent }}
    - type: Percent
      value: {{ . }}
      periodSeconds: {{ $.Values.autoscaling.behavior.scaleDown.periodSeconds }}
    {{- end }}
{{- end }}

{{- /* The time limit of a tool call, computed like the server's default. */}}
{{- define "mcp-server.totalTimeout" -}}
{{- .Values.app.backendTotalTimeout | default (maxf 15 (mulf 1.5 .Values.app.backendApiTimeout)) -}}
{{- end }}

{{- /* All host names that pods of this cluster and callers of the route use. */}}
{{- define "mcp-server.allowedHosts" -}}
{{- $name := include "mcp-server.fullname" . -}}
{{- $names := list $name (printf "%s.%s" $name .Release.Namespace) (printf "%s.%s.svc" $name .Release.Namespace) (printf "%s.%s.svc.%s" $name .Release.Namespace .Values.service.clusterDomain) -}}
{{- if .Values.httpRoute.enabled -}}
{{- $names = concat $names .Values.httpRoute.hostnames -}}
{{- end -}}
{{- concat $names .Values.app.allowedHosts | uniq | join " " -}}
{{- end }}

{{- /* A CPU quantity in thousandths of a core. */}}
{{- define "mcp-server.millicores" -}}
{{- $text := toString . -}}
{{- if hasSuffix "m" $text }}{{ trimSuffix "m" $text }}{{ else }}{{ mulf (float64 $text) 1000 }}{{ end -}}
{{- end }}

{{- /* A memory quantity in MiB. */}}
{{- define "mcp-server.mebibytes" -}}
{{- if hasSuffix "Gi" . }}{{ mul (int (trimSuffix "Gi" .)) 1024 }}{{ else }}{{ trimSuffix "Mi" . }}{{ end -}}
{{- end }}

{{- /* Rules between values, which the schema cannot express. */}}
{{- define "mcp-server.validate" -}}
{{- if and .Values.podMonitor.enabled (not .Values.diagnostics.port) }}
{{- fail "podMonitor.enabled needs diagnostics.port: without it there are no metrics to read" }}
{{- end }}
{{- if eq (int .Values.diagnostics.port) 3333 }}
{{- fail "diagnostics.port must not be 3333: callers reach that one" }}
{{- end }}
{{- $cpu := include "mcp-server.millicores" .Values.resources.requests.cpu | float64 }}
{{- with .Values.resources.limits.cpu }}
{{- if lt (include "mcp-server.millicores" . | float64) $cpu }}
{{- fail "resources.limits.cpu must be at least resources.requests.cpu" }}
{{- end }}
{{- end }}
{{- if lt (include "mcp-server.mebibytes" .Values.resources.limits.memory | float64) (include "mcp-server.mebibytes" .Values.resources.requests.memory | float64) }}
{{- fail "resources.limits.memory must be at least resources.requests.memory" }}
{{- end }}
{{- range .Values.azure.scopes }}
{{- if regexMatch "^(https://management[.]|797f4846-ba00-4fd7-ba43-dac1f8f63013/)" . }}
{{- fail (printf "azure.scopes must name the application that is called, such as api://APP_ID/.default; %s is Azure's management plane" .) }}
{{- end }}
{{- end }}
{{- if eq (int .Values.service.port) (int .Values.service.compatPort) }}
{{- fail "service.port and service.compatPort must differ; set service.compatPort=null for one port" }}
{{- end }}
{{- if and .Values.autoscaling.enabled .Values.keda.enabled }}
{{- fail "autoscaling.enabled and keda.enabled exclude each other: KEDA makes a HorizontalPodAutoscaler of its own for the same pods" }}
{{- end }}
{{- if and .Values.autoscaling.enabled (not .Values.autoscaling.targetCPUUtilizationPercentage) (not .Values.autoscaling.targetMemoryUtilizationPercentage) }}
{{- fail "autoscaling needs targetCPUUtilizationPercentage or targetMemoryUtilizationPercentage: both are null" }}
{{- end }}
{{- if and .Values.autoscaling.enabled (gt (int .Values.autoscaling.minReplicas) (int .Values.autoscaling.maxReplicas)) }}
{{- fail "autoscaling.minReplicas must not be more than autoscaling.maxReplicas" }}
{{- end }}
{{- if and (eq (int .Values.rollingUpdate.maxSurge) 0) (eq (int .Values.rollingUpdate.maxUnavailable) 0) }}
{{- fail "rollingUpdate.maxSurge and rollingUpdate.maxUnavailable must not both be 0: no pod could ever be replaced" }}
{{- end }}
{{- if and .Values.keda.enabled (gt (int .Values.keda.minReplicas) (int .Values.keda.maxReplicas)) }}
{{- fail "keda.minReplicas must not be more than keda.maxReplicas" }}
{{- end }}
{{- if and (eq .Values.authorization.mode "None") (not .Values.authorization.allowNone) }}
{{- fail "authorization.mode None needs authorization.allowNone=true, the consent that who reaches the server may call every tool; else set authorization.mode=EntraId and authorization.audience" }}
{{- end }}
{{- if and (eq .Values.authorization.mode "EntraId") (not .Values.authorization.audience) }}
{{- fail "authorization.audience is required with authorization.mode EntraId: the application id of this server and its URI, such as \"00000000-0000-0000-0000-000000000000 api://mcp-server\"" }}
{{- end }}
{{- if and (eq .Values.app.backendIdentity "Caller") (ne .Values.authorization.mode "EntraId") }}
{{- fail "app.backendIdentity=Caller needs authorization.mode=EntraId: only a token names the user whom the backend sees" }}
{{- end }}
{{- if and (eq .Values.app.backendIdentity "Caller") (not .Values.authorization.clientId) (not (regexMatch "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}" .Values.authorization.audience)) }}
{{- fail "app.backendIdentity=Caller needs an application id in authorization.audience, or authorization.clientId: the registration that exchanges users' tokens" }}
{{- end }}
{{- range $name, $api := .Values.apis }}
{{- if and (eq ($api.settings.Identity | default "Server") "Caller") (ne $.Values.authorization.mode "EntraId") }}
{{- fail (printf "apis.%s.settings.Identity=Caller needs authorization.mode=EntraId: only a token names the user whom the API sees" $name) }}
{{- end }}
{{- end }}
{{- if and .Values.httpRoute.enabled (ne .Values.authorization.mode "EntraId") }}
{{- fail "httpRoute.enabled needs authorization.mode=EntraId: without it, who reaches the gateway may call every tool" }}
{{- end }}
{{- if and .Values.httpRoute.enabled (not .Values.httpRoute.gateway) }}
{{- fail "httpRoute.gateway is required with httpRoute.enabled: the name of the Gateway" }}
{{- end }}
{{- if and .Values.httpRoute.enabled (not .Values.httpRoute.hostnames) }}
{{- fail "httpRoute.hostnames is required with httpRoute.enabled: the server answers only under names that it knows" }}
{{- end }}
{{- $total := include "mcp-server.totalTimeout" . | float64 }}
{{- if lt $total (float64 .Values.app.backendApiTimeout) }}
{{- fail (printf "app.backendTotalTimeout must be at least app.backendApiTimeout, %v s" .Values.app.backendApiTimeout) }}
{{- end }}
{{- if le (float64 .Values.app.requestTimeout) $total }}
{{- fail (printf "app.requestTimeout must be more than the %v s that a tool call may wait for the backend" $total) }}
{{- end }}
{{- if le (float64 .Values.terminationGracePeriodSeconds) (addf $total .Values.lifecycle.preStopSleepSeconds .Values.lifecycle.drainSeconds) }}
{{- fail (printf "terminationGracePeriodSeconds must be more than lifecycle.preStopSleepSeconds, lifecycle.drainSeconds and the %v s of a tool call together, or calls would be cut off" $total) }}
{{- end }}
{{- end }}
