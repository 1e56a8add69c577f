{{- define "mcp-client.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride -}}
{{- else if contains .Chart.Name .Release.Name -}}
{{- .Release.Name | trunc 53 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name .Chart.Name | trunc 53 | trimSuffix "-" -}}
{{- end -}}
{{- end }}

{{- define "mcp-client.serviceAccountName" -}}
{{- .Values.serviceAccount.name | default (include "mcp-client.fullname" .) -}}
{{- end }}

{{- define "mcp-client.selectorLabels" -}}
app.kubernetes.io/name: mcp-client
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "mcp-client.commonLabels" -}}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
app.kubernetes.io/part-of: mcpaspire
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end }}

{{- define "mcp-client.labels" -}}
{{ include "mcp-client.selectorLabels" . }}
{{ include "mcp-client.commonLabels" . }}
{{- end }}

{{- define "mcp-client.image" -}}
{{- $project := "McpAspire.Client" -}}
{{- $build := printf "docker build --file %s/Dockerfile --tag REGISTRY/mcp-client:1.0.0 . && docker push REGISTRY/mcp-client:1.0.0" $project -}}
{{- $publish := printf "dotnet publish %s -t:PublishContainer -p:ContainerRegistry=REGISTRY" $project -}}
{{- $repository := required (printf "image.repository is required. Build and push the image from the root of the repository:\n  %s\nor, without Docker:\n  %s\nThen set image.repository=REGISTRY/mcp-client." $build $publish) .Values.image.repository -}}
{{- if .Values.image.digest -}}
{{- printf "%s@%s" $repository .Values.image.digest -}}
{{- else -}}
{{- printf "%s:%s" $repository (.Values.image.tag | default .Chart.AppVersion) -}}
{{- end -}}
{{- end }}

{{- define "mcp-client.placement" -}}
nodeSelector: {{- merge (dict "kubernetes.io/os" "linux") (.Values.nodeSelector | default dict) | toYaml | nindent 2 }}
{{- with .Values.tolerations }}
tolerations: {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{- define "mcp-client.podSecurityContext" -}}
runAsNonRoot: true
runAsUser: 1000
runAsGroup: 1000
fsGroup: 1000
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{- define "mcp-client.securityContext" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end }}

{{- define "mcp-client.scalingBehavior" -}}
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

{{- /* A CPU quantity in thousandths of a core. */}}
{{- define "mcp-client.millicores" -}}
{{- $text := toString . -}}
{{- if hasSuffix "m" $text }}{{ trimSuffix "m" $text }}{{ else }}{{ mulf (float64 $text) 1000 }}{{ end -}}
{{- end }}

{{- /* A memory quantity in MiB. */}}
{{- define "mcp-client.mebibytes" -}}
{{- if hasSuffix "Gi" . }}{{ mul (int (trimSuffix "Gi" .)) 1024 }}{{ else }}{{ trimSuffix "Mi" . }}{{ end -}}
{{- end }}

{{- /* Rules between values, which the schema cannot express. */}}
{{- define "mcp-client.validate" -}}
{{- if and .Values.podMonitor.enabled (not .Values.diagnostics.port) }}
{{- fail "podMonitor.enabled needs diagnostics.port: without it there are no metrics to read" }}
{{- end }}
{{- if eq (int .Values.diagnostics.port) 8081 }}
{{- fail "diagnostics.port must not be 8081: callers reach that one" }}
{{- end }}
{{- $cpu := include "mcp-client.millicores" .Values.resources.requests.cpu | float64 }}
{{- with .Values.resources.limits.cpu }}
{{- if lt (include "mcp-client.millicores" . | float64) $cpu }}
{{- fail "resources.limits.cpu must be at least resources.requests.cpu" }}
{{- end }}
{{- end }}
{{- if lt (include "mcp-client.mebibytes" .Values.resources.limits.memory | float64) (include "mcp-client.mebibytes" .Values.resources.requests.memory | float64) }}
{{- fail "resources.limits.memory must be at least resources.requests.memory" }}
{{- end }}
{{- range .Values.azure.scopes }}
{{- if regexMatch "^(https://management[.]|797f4846-ba00-4fd7-ba43-dac1f8f63013/)" . }}
{{- fail (printf "azure.scopes must name the application that is called, such as api://APP_ID/.default; %s is Azure's management plane" .) }}
{{- end }}
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
{{- end }}
