{{- define "backend.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride -}}
{{- else if contains .Chart.Name .Release.Name -}}
{{- .Release.Name | trunc 53 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name .Chart.Name | trunc 53 | trimSuffix "-" -}}
{{- end -}}
{{- end }}

{{- define "backend.serviceAccountName" -}}
{{- .Values.serviceAccount.name | default (include "backend.fullname" .) -}}
{{- end }}

{{- define "backend.selectorLabels" -}}
app.kubernetes.io/name: backend
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "backend.commonLabels" -}}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
app.kubernetes.io/part-of: mcpaspire
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end }}

{{- define "backend.labels" -}}
{{ include "backend.selectorLabels" . }}
{{ include "backend.commonLabels" . }}
{{- end }}

{{- define "backend.image" -}}
{{- $project := "McpAspire.MockBackend" -}}
{{- $build := printf "docker build --file %s/Dockerfile --tag REGISTRY/backend:1.0.0 . && docker push REGISTRY/backend:1.0.0" $project -}}
{{- $publish := printf "dotnet publish %s -t:PublishContainer -p:ContainerRegistry=REGISTRY" $project -}}
{{- $repository := required (printf "image.repository is required. Build and push the image from the root of the repository:\n  %s\nor, without Docker:\n  %s\nThen set image.repository=REGISTRY/backend." $build $publish) .Values.image.repository -}}
{{- if .Values.image.digest -}}
{{- printf "%s@%s" $repository .Values.image.digest -}}
{{- else -}}
{{- printf "%s:%s" $repository (.Values.image.tag | default .Chart.AppVersion) -}}
{{- end -}}
{{- end }}

{{- define "backend.placement" -}}
nodeSelector: {{- merge (dict "kubernetes.io/os" "linux") (.Values.nodeSelector | default dict) | toYaml | nindent 2 }}
{{- with .Values.tolerations }}
tolerations: {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{- define "backend.podSecurityContext" -}}
runAsNonRoot: true
runAsUser: 1000
runAsGroup: 1000
fsGroup: 1000
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{- define "backend.securityContext" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end }}

{{- /* A CPU quantity in thousandths of a core. */}}
{{- define "backend.millicores" -}}
{{- $text := toString . -}}
{{- if hasSuffix "m" $text }}{{ trimSuffix "m" $text }}{{ else }}{{ mulf (float64 $text) 1000 }}{{ end -}}
{{- end }}

{{- /* A memory quantity in MiB. */}}
{{- define "backend.mebibytes" -}}
{{- if hasSuffix "Gi" . }}{{ mul (int (trimSuffix "Gi" .)) 1024 }}{{ else }}{{ trimSuffix "Mi" . }}{{ end -}}
{{- end }}

{{- /* Rules between values, which the schema cannot express. */}}
{{- define "backend.validate" -}}
{{- if and .Values.podMonitor.enabled (not .Values.diagnostics.port) }}
{{- fail "podMonitor.enabled needs diagnostics.port: without it there are no metrics to read" }}
{{- end }}
{{- if eq (int .Values.diagnostics.port) 8080 }}
{{- fail "diagnostics.port must not be 8080: callers reach that one" }}
{{- end }}
{{- $cpu := include "backend.millicores" .Values.resources.requests.cpu | float64 }}
{{- with .Values.resources.limits.cpu }}
{{- if lt (include "backend.millicores" . | float64) $cpu }}
{{- fail "resources.limits.cpu must be at least resources.requests.cpu" }}
{{- end }}
{{- end }}
{{- if lt (include "backend.mebibytes" .Values.resources.limits.memory | float64) (include "backend.mebibytes" .Values.resources.requests.memory | float64) }}
{{- fail "resources.limits.memory must be at least resources.requests.memory" }}
{{- end }}
{{- if and .Values.authentication.required (not .Values.authentication.authority) }}
{{- fail "authentication.authority is required here: the issuer of the tokens, https://login.microsoftonline.com/{tenant}/v2.0" }}
{{- end }}
{{- if and .Values.authentication.authority (not .Values.authentication.audience) }}
{{- fail "authentication.audience is required with authentication.authority: the application id of this API" }}
{{- end }}
{{- if le (int .Values.terminationGracePeriodSeconds) (int .Values.lifecycle.preStopSleepSeconds) }}
{{- fail "terminationGracePeriodSeconds must be more than lifecycle.preStopSleepSeconds" }}
{{- end }}
{{- end }}
