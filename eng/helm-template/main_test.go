package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The notes, which need a message, are rendered each time, as in Helm.
func renderSample(t *testing.T, more ...string) string {
	t.Helper()
	return renderSampleWith(t, append([]string{"--set", "message=here"}, more...)...)
}

func renderSampleWith(t *testing.T, flags ...string) string {
	t.Helper()
	var out, log bytes.Buffer
	if err := run(append([]string{"template", "one", "testdata/sample"}, flags...), &out, &log); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func valuesFile(t *testing.T, text string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "values.yaml")
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

func contains(t *testing.T, text string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if !strings.Contains(text, part) {
			t.Errorf("%q is missing in\n%s", part, text)
		}
	}
}

func TestKindsStandInTheOrderOfInstallationAndHooksLast(t *testing.T) {
	var kinds []string
	for _, line := range strings.Split(renderSample(t), "\n") {
		if strings.HasPrefix(line, "kind: ") {
			kinds = append(kinds, line[6:])
		}
	}
	if got := strings.Join(kinds, " "); got != "ServiceAccount ConfigMap Deployment Pod" {
		t.Error(got)
	}
}

func TestTemplatesSeeWhatHelmGivesThem(t *testing.T) {
	file := valuesFile(t, `message: '{{ .Release.Namespace }}/{{ include "sample.name" . }}'`)
	contains(t, renderSampleWith(t, "-f", file, "-n", "mcp"),
		"# Source: sample/templates/a-deployment.yaml", "name: one\n", "helm.sh/chart: sample-0.1.0", "replicas: 2\n", "cpu: 100m\n", `missing: ""`,
		`list: "a,b"`, `told: "mcp/one"`, `kube: "34"`, `policy: "true"`, `gateway: "false"`, `looked: "true"`, `lines: "2"`, `json: "{\"a\":[1,2]}"`, `yaml: "4"`,
		"  lines.txt: |\n    first\n    second\n")
}

func TestFlagsChangeWhatTemplatesSee(t *testing.T) {
	contains(t, renderSample(t, "--kube-version", "1.36", "--api-versions", "gateway.networking.k8s.io/v1,x/v1"), `kube: "36"`, `gateway: "true"`)
	contains(t, renderSample(t, "--notes"), "one is at here.")
	if text := renderSample(t, "--show-only", "templates/b-*.yaml"); strings.Contains(text, "Deployment") || !strings.Contains(text, "ConfigMap") {
		t.Error(text)
	}
	if text := renderSample(t, "--skip-tests"); strings.Contains(text, "kind: Pod") {
		t.Error(text)
	}
}

func TestValuesAreMergedAndNullRemoves(t *testing.T) {
	file := valuesFile(t, "limits: { cpu: 200m }\nlist: [c]\n")
	text := renderSample(t, "-f", file, "--set", "limits.memory=null,replicas=3", "--set-string", "name=7")
	contains(t, text, "cpu: 200m", "replicas: 3", `list: "c"`, "name: 7\n")
	if strings.Contains(text, "memory") {
		t.Error("limits.memory is still there")
	}
}

func TestErrorsAreHelms(t *testing.T) {
	for _, test := range []struct{ args, message string }{
		{"--set replicas=0,extra=1", "values don't meet the specifications of the schema(s) in the following chart(s):\nsample:\n"},
		{"--set replicas=0", "- replicas: Must be greater than or equal to 1\n"},
		{"--set extra=1", "- (root): Additional property extra is not allowed\n"},
		{"--set name=forbidden", "execution error at (sample/templates/z-none.yaml:2:4): the name 'forbidden' is taken"},
		{"--set message=", "execution error at (sample/templates/NOTES.txt:1:29): message is required for the notes"},
		{"--kube-version 1.29.4", "chart requires kubeVersion: >=1.30.0-0 which is incompatible with Kubernetes v1.29.4"},
		{"--set broken=true", "YAML parse error on sample/templates/b-config.yaml: error converting YAML to JSON: yaml:"},
		{"--show-only templates/none.yaml", "could not find template templates/none.yaml in chart"},
		{"--set replicas", `failed parsing --set data: key "replicas" has no value`},
		{"-f missing.yaml", "missing.yaml"},
	} {
		var out, log bytes.Buffer
		err := run(append([]string{"one", "testdata/sample", "--set", "message=here"}, strings.Fields(test.args)...), &out, &log)
		if err == nil || !strings.Contains(err.Error(), test.message) || out.Len() > 0 {
			t.Errorf("%s: %v, %d bytes of output", test.args, err, out.Len())
		}
	}
	if err := run([]string{"One", "testdata/sample"}, &bytes.Buffer{}, &bytes.Buffer{}); err == nil || !strings.Contains(err.Error(), "invalid release name") {
		t.Error(err)
	}
}

func TestSetSyntax(t *testing.T) {
	for _, test := range []struct{ line, json string }{
		{"a=b", `{"a":"b"}`},
		{"a=1,b=01,c=1.5,d=true,e=null,f=", `{"a":1,"b":"01","c":"1.5","d":true,"e":null,"f":""}`},
		{`a=x\,y,b\.c=z`, `{"a":"x,y","b.c":"z"}`},
		{"a={1,x,true}", `{"a":[1,"x",true]}`},
		{"a={x},b=y", `{"a":["x"],"b":"y"}`},
		{"a.b.c=1,a.b.d=2", `{"a":{"b":{"c":1,"d":2}}}`},
		{"a[1].b=x,a[1].c=y,a[0]=z", `{"a":["z",{"b":"x","c":"y"}]}`},
		{"a[1][1]=1", `{"a":[null,[null,1]]}`},
	} {
		values := map[string]interface{}{}
		if err := assign(values, test.line, readList(typed)); err != nil {
			t.Errorf("%s: %v", test.line, err)
		}
		if data, _ := json.Marshal(values); string(data) != test.json {
			t.Errorf("%s: %s", test.line, data)
		}
	}
	for _, line := range []string{"a", "a,b=c", "a=1,,b=2", "a.b", "a.=b", "a={1,2", "a[-1]=b", "a[99999999]=b", "a[0]b=c", "a=1,a.b=2", "a=1,a[0]=2", "=a"} {
		if err := assign(map[string]interface{}{}, line, readList(typed)); err == nil {
			t.Errorf("%s is accepted", line)
		}
	}
	values := map[string]interface{}{}
	if err := assign(values, `a={"b":[1,2]},c="x"`, readJSON); err != nil {
		t.Error(err)
	}
	if data, _ := json.Marshal(values); string(data) != `{"a":{"b":[1,2]},"c":"x"}` {
		t.Errorf("%s", data)
	}
}
