{{- define "sample.name" -}}{{ .Values.name | default .Release.Name }}{{- end }}
{{- define "sample.labels" -}}
app.kubernetes.io/name: {{ include "sample.name" . }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end }}
