package main

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/Masterminds/semver"
	"github.com/xeipuuv/gojsonschema"
	"sigs.k8s.io/yaml"
)

// Maintainer is one of `.Chart.Maintainers`.
type Maintainer struct {
	Name  string `json:"name"`
	Email string `json:"email"`
	URL   string `json:"url"`
}

// Metadata is Chart.yaml, which templates read as `.Chart`. A field that it does not have is an error, as in Helm 3.
type Metadata struct {
	Name         string                   `json:"name"`
	Home         string                   `json:"home"`
	Sources      []string                 `json:"sources"`
	Version      string                   `json:"version"`
	Description  string                   `json:"description"`
	Keywords     []string                 `json:"keywords"`
	Maintainers  []*Maintainer            `json:"maintainers"`
	Icon         string                   `json:"icon"`
	APIVersion   string                   `json:"apiVersion"`
	Condition    string                   `json:"condition"`
	Tags         string                   `json:"tags"`
	AppVersion   string                   `json:"appVersion"`
	Deprecated   bool                     `json:"deprecated"`
	Annotations  map[string]string        `json:"annotations"`
	KubeVersion  string                   `json:"kubeVersion"`
	Dependencies []map[string]interface{} `json:"dependencies"`
	Type         string                   `json:"type"`
	IsRoot       bool                     `json:"-"`
}

type chart struct {
	Metadata
	values    map[string]interface{}
	schema    []byte
	templates map[string]string
	files     files
}

// files are the chart's other files, which templates read as `.Files`.
type files map[string][]byte

func (f files) GetBytes(name string) []byte { return f[name] }

func (f files) Get(name string) string { return string(f[name]) }

func (f files) Lines(name string) []string {
	if len(f[name]) == 0 {
		return []string{}
	}
	return strings.Split(strings.TrimSuffix(string(f[name]), "\n"), "\n")
}

// Glob matches as path.Match does, where a star stops at a slash; `dir/**` stands for everything below dir.
func (f files) Glob(pattern string) files {
	found := files{}
	for name, data := range f {
		matched, _ := path.Match(pattern, name)
		if below := strings.TrimSuffix(pattern, "**"); below != pattern {
			matched = matched || strings.HasPrefix(name, below)
		}
		if matched {
			found[name] = data
		}
	}
	return found
}

func (f files) AsConfig() string {
	data := map[string]string{}
	for name, content := range f {
		data[path.Base(name)] = string(content)
	}
	return toYAML(data)
}

func (f files) AsSecrets() string {
	data := map[string]string{}
	for name, content := range f {
		data[path.Base(name)] = base64.StdEncoding.EncodeToString(content)
	}
	return toYAML(data)
}

func loadChart(directory string) (*chart, error) {
	ignored, err := readIgnoreFile(filepath.Join(directory, ".helmignore"))
	if err != nil {
		return nil, err
	}
	c := &chart{values: map[string]interface{}{}, templates: map[string]string{}, files: files{}}
	seen := false
	err = filepath.WalkDir(directory, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		relative, err := filepath.Rel(directory, name)
		if err != nil || relative == "." {
			return err
		}
		relative = filepath.ToSlash(relative)
		if ignored.match(relative, entry.IsDir()) {
			if entry.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if entry.IsDir() {
			return nil
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
		switch {
		case relative == "Chart.yaml":
			seen = true
			if err := yaml.Unmarshal(data, &c.Metadata); err != nil {
				return fmt.Errorf("cannot load Chart.yaml: %w", err)
			}
		case relative == "values.yaml":
			if err := yaml.Unmarshal(data, &c.values); err != nil {
				return fmt.Errorf("cannot load values.yaml: %w", err)
			}
		case relative == "values.schema.json":
			c.schema = data
		case strings.HasPrefix(relative, "templates/"):
			c.templates[relative] = string(data)
		case strings.HasPrefix(relative, "charts/"), strings.HasPrefix(relative, "crds/"):
			return fmt.Errorf("%s: subcharts and crds are not supported here, render this chart with Helm", relative)
		default:
			c.files[relative] = data
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	if !seen {
		return nil, errors.New("Chart.yaml file is missing")
	}
	if c.values == nil {
		c.values = map[string]interface{}{}
	}
	c.IsRoot = true
	return c, c.checkMetadata()
}

func (c *chart) checkMetadata() error {
	for _, field := range []struct{ name, value string }{{"apiVersion", c.APIVersion}, {"name", c.Name}, {"version", c.Version}} {
		if field.value == "" {
			return fmt.Errorf("validation: chart.metadata.%s is required", field.name)
		}
	}
	if _, err := semver.NewVersion(c.Version); err != nil {
		return fmt.Errorf("validation: chart.metadata.version %q is invalid", c.Version)
	}
	if c.Type == "library" {
		return errors.New("library charts are not installable")
	}
	if len(c.Dependencies) > 0 {
		return errors.New("dependencies are not supported here, render this chart with Helm")
	}
	return nil
}

func (c *chart) validate(values map[string]interface{}) error {
	if c.schema == nil {
		return nil
	}
	result, err := gojsonschema.Validate(gojsonschema.NewBytesLoader(c.schema), gojsonschema.NewGoLoader(values))
	if err != nil {
		return fmt.Errorf("unable to validate schema: %w", err)
	}
	if result.Valid() {
		return nil
	}
	message := "values don't meet the specifications of the schema(s) in the following chart(s):\n" + c.Name + ":\n"
	for _, problem := range result.Errors() {
		message += "- " + problem.String() + "\n"
	}
	return errors.New(message)
}

func (c *chart) checkKubeVersion(version kubeVersion) error {
	if c.KubeVersion == "" {
		return nil
	}
	constraint, err := semver.NewConstraint(c.KubeVersion)
	if err != nil {
		return fmt.Errorf("chart.metadata.kubeVersion %q is invalid: %w", c.KubeVersion, err)
	}
	if parsed, err := semver.NewVersion(version.Version); err != nil || !constraint.Check(parsed) {
		return fmt.Errorf("chart requires kubeVersion: %s which is incompatible with Kubernetes %s", c.KubeVersion, version.Version)
	}
	return nil
}

var releaseName = regexp.MustCompile(`^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$`)

func checkReleaseName(name string) error {
	if len(name) > 53 || !releaseName.MatchString(name) {
		return fmt.Errorf("release name %q: invalid release name, must match regex %s and the length must not be longer than 53", name, releaseName)
	}
	return nil
}

// ignoreRules are the lines of .helmignore.
type ignoreRules []string

func readIgnoreFile(name string) (ignoreRules, error) {
	data, err := os.ReadFile(name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	var rules ignoreRules
	for _, line := range strings.Split(string(data), "\n") {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			rules = append(rules, line)
		}
	}
	return rules, nil
}

func (rules ignoreRules) match(name string, isDirectory bool) bool {
	matched := false
	for _, rule := range rules {
		pattern := strings.TrimPrefix(rule, "!")
		if strings.HasSuffix(pattern, "/") && !isDirectory {
			continue
		}
		pattern = strings.TrimSuffix(pattern, "/")
		subject := name
		if strings.Contains(pattern, "/") {
			pattern = strings.TrimPrefix(pattern, "/")
		} else {
			subject = path.Base(name)
		}
		if hit, _ := path.Match(pattern, subject); hit {
			matched = !strings.HasPrefix(rule, "!")
		}
	}
	return matched
}
