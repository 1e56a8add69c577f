package main

import (
	"fmt"
	"strings"

	"github.com/Masterminds/semver"
)

// capabilities is what templates read as `.Capabilities`.
type capabilities struct {
	KubeVersion kubeVersion
	APIVersions versionSet
	HelmVersion helmVersion
}

type kubeVersion struct{ Version, Major, Minor string }

func (v kubeVersion) String() string     { return v.Version }
func (v kubeVersion) GitVersion() string { return v.Version }

// helmVersion says which Helm this program follows.
type helmVersion struct{ Version, GitCommit, GitTreeState, GoVersion string }

type versionSet []string

func (set versionSet) Has(version string) bool {
	for _, known := range set {
		if known == version {
			return true
		}
	}
	return false
}

// The group versions that Kubernetes serves without an extension; Helm takes them from its client library.
var builtInVersions = versionSet{
	"v1", "admissionregistration.k8s.io/v1", "apiextensions.k8s.io/v1", "apps/v1", "authentication.k8s.io/v1", "authorization.k8s.io/v1",
	"autoscaling/v1", "autoscaling/v2", "batch/v1", "certificates.k8s.io/v1", "coordination.k8s.io/v1", "discovery.k8s.io/v1", "events.k8s.io/v1",
	"flowcontrol.apiserver.k8s.io/v1", "networking.k8s.io/v1", "node.k8s.io/v1", "policy/v1", "rbac.authorization.k8s.io/v1", "scheduling.k8s.io/v1",
	"storage.k8s.io/v1",
}

func newCapabilities(version string, more []string) (capabilities, error) {
	parsed, err := semver.NewVersion(version)
	if err != nil {
		return capabilities{}, fmt.Errorf("invalid kube version '%s': %w", version, err)
	}
	set := append(versionSet{}, builtInVersions...)
	for _, list := range more {
		set = append(set, strings.Split(list, ",")...)
	}
	return capabilities{
		KubeVersion: kubeVersion{
			Version: fmt.Sprintf("v%d.%d.%d", parsed.Major(), parsed.Minor(), parsed.Patch()),
			Major:   fmt.Sprint(parsed.Major()),
			Minor:   fmt.Sprint(parsed.Minor()),
		},
		APIVersions: set,
		HelmVersion: helmVersion{Version: "v3.18.0"},
	}, nil
}
