package main

import (
	"fmt"
	"path"
	"regexp"
	"sort"
	"strings"

	"sigs.k8s.io/yaml"
)

// manifest is one YAML document of a rendered template.
type manifest struct {
	path, content string
	head          head
}

type head struct {
	APIVersion string `json:"apiVersion"`
	Kind       string `json:"kind"`
	Metadata   struct {
		Name        string            `json:"name"`
		Annotations map[string]string `json:"annotations"`
	} `json:"metadata"`
}

const hookAnnotation = "helm.sh/hook"

// The events that may stand in the annotation; a hook with another one is left out.
var hookEvents = map[string]bool{
	"pre-install": true, "post-install": true, "pre-delete": true, "post-delete": true, "pre-upgrade": true, "post-upgrade": true,
	"pre-rollback": true, "post-rollback": true, "test": true, "test-success": true,
}

// The order in which Helm installs; kinds that are not in it come last, by name.
var installOrder = strings.Fields(`
	PriorityClass Namespace NetworkPolicy ResourceQuota LimitRange PodSecurityPolicy PodDisruptionBudget ServiceAccount Secret SecretList ConfigMap
	StorageClass PersistentVolume PersistentVolumeClaim CustomResourceDefinition ClusterRole ClusterRoleList ClusterRoleBinding ClusterRoleBindingList
	Role RoleList RoleBinding RoleBindingList Service DaemonSet Pod ReplicationController ReplicaSet Deployment HorizontalPodAutoscaler StatefulSet Job
	CronJob IngressClass Ingress APIService MutatingWebhookConfiguration ValidatingWebhookConfiguration`)

var separator = regexp.MustCompile(`(?m)^---[ \t]*`)

func (m manifest) events() []string {
	var events []string
	for _, event := range strings.Split(m.head.Metadata.Annotations[hookAnnotation], ",") {
		events = append(events, strings.ToLower(strings.TrimSpace(event)))
	}
	return events
}

func (m manifest) isTest() bool {
	for _, event := range m.events() {
		if strings.HasPrefix(event, "test") {
			return true
		}
	}
	return false
}

// sortManifests splits the texts into documents and returns, in the order of installation, what is no hook and what is one.
func sortManifests(rendered map[string]string) (manifests, hooks []manifest, err error) {
	var names []string
	for name := range rendered {
		if path.Base(name) != "NOTES.txt" {
			names = append(names, name)
		}
	}
	sort.Strings(names)
	for _, name := range names {
		for _, document := range separator.Split(rendered[name], -1) {
			m := manifest{path: name, content: strings.TrimSpace(document)}
			if m.content == "" {
				continue
			}
			if err := yaml.Unmarshal([]byte(m.content), &m.head); err != nil {
				return nil, nil, fmt.Errorf("YAML parse error on %s: %w", name, err)
			}
			if _, isHook := m.head.Metadata.Annotations[hookAnnotation]; !isHook {
				manifests = append(manifests, m)
			} else if knowsEvents(m) {
				hooks = append(hooks, m)
			}
		}
	}
	sortByKind(manifests)
	sortByKind(hooks)
	return manifests, hooks, nil
}

func knowsEvents(m manifest) bool {
	for _, event := range m.events() {
		if !hookEvents[event] {
			return false
		}
	}
	return true
}

func sortByKind(manifests []manifest) {
	rank := map[string]int{}
	for i, kind := range installOrder {
		rank[kind] = i
	}
	sort.SliceStable(manifests, func(i, j int) bool {
		a, b := manifests[i].head.Kind, manifests[j].head.Kind
		first, isFirstKnown := rank[a]
		second, isSecondKnown := rank[b]
		switch {
		case isFirstKnown && isSecondKnown:
			return first < second
		case !isFirstKnown && !isSecondKnown:
			return a < b
		default:
			return isFirstKnown
		}
	})
}

// selectManifests returns what the named templates rendered; a name may have wildcards.
func selectManifests(manifests []manifest, names []string) ([]manifest, error) {
	var selected []manifest
	for _, name := range names {
		before := len(selected)
		for _, m := range manifests {
			if matched, _ := path.Match(name, m.path[strings.Index(m.path, "/")+1:]); matched {
				selected = append(selected, m)
			}
		}
		if len(selected) == before {
			return nil, fmt.Errorf("could not find template %s in chart", name)
		}
	}
	return selected, nil
}
