// Command helm-template renders a chart as `helm template` does, for machines without Helm. README.md says what it leaves out.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
)

// The newest Kubernetes release that the charts are meant for; --kube-version overrides it.
const defaultKubeVersion = "v1.34.0"

// repeated is a flag that may be given more than once.
type repeated []string

func (r *repeated) String() string     { return strings.Join(*r, ",") }
func (r *repeated) Set(v string) error { *r = append(*r, v); return nil }

type options struct {
	namespace, kubeVersion                                    string
	files, sets, strings, fileValues, json, apiVersions, only repeated
	isUpgrade, noHooks, skipTests, notes                      bool
}

func main() {
	if err := run(os.Args[1:], os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "Error:", err)
		os.Exit(1)
	}
}

func run(args []string, out, log io.Writer) error {
	var o options
	names, err := o.parse(args)
	if err != nil {
		return err
	}
	if len(names) > 0 && names[0] == "template" {
		names = names[1:]
	}
	release := "release-name"
	switch len(names) {
	case 1:
	case 2:
		release, names = names[0], names[1:]
	default:
		return fmt.Errorf("usage: helm-template [template] [NAME] CHART [flags]")
	}
	if err := checkReleaseName(release); err != nil {
		return err
	}
	chart, err := loadChart(names[0])
	if err != nil {
		return err
	}
	capabilities, err := newCapabilities(o.kubeVersion, o.apiVersions)
	if err != nil {
		return err
	}
	given, err := o.values()
	if err != nil {
		return err
	}
	values := overlay(chart.values, given, chart.Name, log)
	if err := chart.validate(values); err != nil {
		return err
	}
	if err := chart.checkKubeVersion(capabilities.KubeVersion); err != nil {
		return err
	}
	rendered, err := render(chart, map[string]interface{}{
		"Values":       values,
		"Chart":        chart.Metadata,
		"Files":        chart.files,
		"Capabilities": capabilities,
		"Subcharts":    map[string]interface{}{},
		"Release": map[string]interface{}{
			"Name": release, "Namespace": o.namespace, "Revision": 1, "IsInstall": !o.isUpgrade, "IsUpgrade": o.isUpgrade, "Service": "Helm",
		},
	})
	if err != nil {
		return err
	}
	if o.notes {
		fmt.Fprintln(out, strings.TrimSpace(rendered[chart.Name+"/templates/NOTES.txt"]))
		return nil
	}
	return o.write(out, rendered)
}

// parse reads flags wherever they stand, as Helm does, and returns what is no flag.
func (o *options) parse(args []string) ([]string, error) {
	flags := flag.NewFlagSet("helm-template", flag.ContinueOnError)
	flags.StringVar(&o.namespace, "namespace", "default", "namespace of the release")
	flags.StringVar(&o.namespace, "n", "default", "short for --namespace")
	flags.Var(&o.files, "values", "file of values, may be repeated")
	flags.Var(&o.files, "f", "short for --values")
	flags.Var(&o.sets, "set", "values such as a.b=1,c[0]=x,d={e,f},g=null")
	flags.Var(&o.strings, "set-string", "as --set, values stay strings")
	flags.Var(&o.fileValues, "set-file", "as --set, values are the contents of files")
	flags.Var(&o.json, "set-json", "as --set, values are JSON")
	flags.StringVar(&o.kubeVersion, "kube-version", defaultKubeVersion, "version in .Capabilities.KubeVersion")
	flags.Var(&o.apiVersions, "api-versions", "more of .Capabilities.APIVersions, comma separated")
	flags.Var(&o.apiVersions, "a", "short for --api-versions")
	flags.Var(&o.only, "show-only", "only what these templates render, e.g. templates/service.yaml")
	flags.Var(&o.only, "s", "short for --show-only")
	flags.BoolVar(&o.isUpgrade, "is-upgrade", false, "set .Release.IsUpgrade instead of .Release.IsInstall")
	flags.BoolVar(&o.noHooks, "no-hooks", false, "leave hooks out")
	flags.BoolVar(&o.skipTests, "skip-tests", false, "leave test hooks out")
	flags.BoolVar(&o.notes, "notes", false, "print NOTES.txt instead of the manifests; Helm has no such flag")
	var names []string
	for len(args) > 0 {
		if err := flags.Parse(args); err != nil {
			return nil, err
		}
		if args = flags.Args(); len(args) > 0 {
			names, args = append(names, args[0]), args[1:]
		}
	}
	return names, nil
}

func (o *options) write(out io.Writer, rendered map[string]string) error {
	manifests, hooks, err := sortManifests(rendered)
	if err != nil {
		return fmt.Errorf("%w\n\nUse --debug flag to render out invalid YAML", err)
	}
	if !o.noHooks {
		for _, hook := range hooks {
			if !o.skipTests || !hook.isTest() {
				manifests = append(manifests, hook)
			}
		}
	}
	if len(o.only) > 0 {
		if manifests, err = selectManifests(manifests, o.only); err != nil {
			return err
		}
	}
	for _, m := range manifests {
		fmt.Fprintf(out, "---\n# Source: %s\n%s\n", m.path, m.content)
	}
	return nil
}
