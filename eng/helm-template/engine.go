package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"path"
	"regexp"
	"sort"
	"strings"
	"text/template"

	"github.com/Masterminds/sprig"
	yamlv3 "gopkg.in/yaml.v3"
	"sigs.k8s.io/yaml"
)

// How often a template may include itself.
const maxDepth = 1000

// What `required` and `fail` say is marked, so that the message can be told from the chain of templates around it.
const (
	wordsStart = "\x02"
	wordsEnd   = "\x03"
)

var words = regexp.MustCompile("(?s)" + wordsStart + "(.*)" + wordsEnd)

// render executes every template of the chart that is no partial and returns the texts by template name, which starts with the chart's name.
func render(c *chart, data map[string]interface{}) (map[string]string, error) {
	root := template.New(c.Name).Option("missingkey=zero")
	root.Funcs(functions(root, map[string]int{}))
	var names []string
	for name := range c.templates {
		names = append(names, name)
	}
	// Deeper paths first: of two definitions with one name, the one nearest to the top is parsed last and wins.
	sort.Slice(names, func(i, j int) bool {
		if a, b := strings.Count(names[i], "/"), strings.Count(names[j], "/"); a != b {
			return a > b
		}
		return names[i] > names[j]
	})
	for _, name := range names {
		if _, err := root.New(path.Join(c.Name, name)).Parse(c.templates[name]); err != nil {
			return nil, parseError(err)
		}
	}
	rendered := map[string]string{}
	for _, name := range names {
		if strings.HasPrefix(path.Base(name), "_") {
			continue
		}
		full := path.Join(c.Name, name)
		data["Template"] = map[string]interface{}{"Name": full, "BasePath": path.Join(c.Name, "templates")}
		var text strings.Builder
		if err := root.ExecuteTemplate(&text, full, data); err != nil {
			return nil, executionError(err)
		}
		rendered[full] = withoutNoValue(text.String())
	}
	return rendered, nil
}

// withoutNoValue removes what Go writes for a missing key of a map of any type, "missingkey=zero" notwithstanding.
func withoutNoValue(text string) string { return strings.ReplaceAll(text, "<no value>", "") }

func parseError(err error) error {
	parts := strings.Split(err.Error(), ": ")
	if len(parts) < 3 {
		return fmt.Errorf("parse error: %w", err)
	}
	return fmt.Errorf("parse error at (%s): %s", parts[1], parts[len(parts)-1])
}

func executionError(err error) error {
	parts := strings.SplitN(err.Error(), ": ", 3)
	if found := words.FindStringSubmatch(err.Error()); found != nil && len(parts) == 3 {
		return fmt.Errorf("execution error at (%s): %s", parts[1], found[1])
	}
	return err
}

func failure(message string) error { return errors.New(wordsStart + message + wordsEnd) }

// functions are sprig's, without those that read this machine, and Helm's own. toToml and fromToml are not among them.
func functions(root *template.Template, depth map[string]int) template.FuncMap {
	all := sprig.TxtFuncMap()
	delete(all, "env")
	delete(all, "expandenv")
	for name, function := range (template.FuncMap{
		"toYaml":        toYAML,
		"mustToYaml":    mustToYAML,
		"toYamlPretty":  toYAMLPretty,
		"fromYaml":      fromYAML,
		"fromYamlArray": fromYAMLArray,
		"toJson":        toJSON,
		"mustToJson":    mustToJSON,
		"fromJson":      fromJSON,
		"fromJsonArray": fromJSONArray,
		"required":      required,
		"fail":          func(message string) (string, error) { return "", failure(message) },
		"lookup":        func(string, string, string, string) map[string]interface{} { return map[string]interface{}{} },
		"getHostByName": func(string) string { return "" },
	}) {
		all[name] = function
	}
	for name, function := range ownTemplates(root, depth) {
		all[name] = function
	}
	return all
}

// ownTemplates are the functions that need the templates: a text given to `tpl` sees them all, and may define more for itself.
func ownTemplates(scope *template.Template, depth map[string]int) template.FuncMap {
	return template.FuncMap{
		"include": func(name string, data interface{}) (string, error) {
			if depth[name] > maxDepth {
				return "", fmt.Errorf("rendering template has a nested reference name: %s: unable to execute template", name)
			}
			depth[name]++
			defer func() { depth[name]-- }()
			var text strings.Builder
			err := scope.ExecuteTemplate(&text, name, data)
			return text.String(), err
		},
		"tpl": func(source string, data interface{}) (string, error) {
			inner, err := scope.Clone()
			if err != nil {
				return "", fmt.Errorf("cannot clone template: %w", err)
			}
			// A clone forgets its options.
			inner.Option("missingkey=zero").Funcs(ownTemplates(inner, depth))
			if inner, err = inner.New(scope.Name()).Parse(source); err != nil {
				return "", fmt.Errorf("cannot parse template %q: %w", source, err)
			}
			var text strings.Builder
			if err := inner.Execute(&text, data); err != nil {
				return "", fmt.Errorf("error during tpl function execution for %q: %w", source, err)
			}
			return withoutNoValue(text.String()), nil
		},
	}
}

func required(message string, value interface{}) (interface{}, error) {
	if value == nil || value == "" {
		return value, failure(message)
	}
	return value, nil
}

// toYAML gives an empty text for what YAML cannot express, as the functions of its kind do: an error inside a template is no error of the template.
func toYAML(value interface{}) string {
	text, _ := mustToYAML(value)
	return text
}

func mustToYAML(value interface{}) (string, error) {
	data, err := yaml.Marshal(value)
	return strings.TrimSuffix(string(data), "\n"), err
}

func toYAMLPretty(value interface{}) string {
	var data bytes.Buffer
	encoder := yamlv3.NewEncoder(&data)
	encoder.SetIndent(2)
	if err := encoder.Encode(value); err != nil {
		return ""
	}
	return strings.TrimSuffix(data.String(), "\n")
}

func fromYAML(text string) map[string]interface{} {
	table := map[string]interface{}{}
	if err := yaml.Unmarshal([]byte(text), &table); err != nil {
		table["Error"] = err.Error()
	}
	return table
}

func fromYAMLArray(text string) []interface{} {
	list := []interface{}{}
	if err := yaml.Unmarshal([]byte(text), &list); err != nil {
		return []interface{}{err.Error()}
	}
	return list
}

func toJSON(value interface{}) string {
	text, _ := mustToJSON(value)
	return text
}

func mustToJSON(value interface{}) (string, error) {
	data, err := json.Marshal(value)
	return string(data), err
}

func fromJSON(text string) map[string]interface{} {
	table := map[string]interface{}{}
	if err := json.Unmarshal([]byte(text), &table); err != nil {
		table["Error"] = err.Error()
	}
	return table
}

func fromJSONArray(text string) []interface{} {
	list := []interface{}{}
	if err := json.Unmarshal([]byte(text), &list); err != nil {
		return []interface{}{err.Error()}
	}
	return list
}
