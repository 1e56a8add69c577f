package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"sigs.k8s.io/yaml"
)

// values reads what the command line gives: files first, then --set-json, --set, --set-string and --set-file. What comes later wins.
func (o *options) values() (map[string]interface{}, error) {
	all := map[string]interface{}{}
	for _, name := range o.files {
		data, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		var one map[string]interface{}
		if err := yaml.Unmarshal(data, &one); err != nil {
			return nil, fmt.Errorf("failed to parse %s: %w", name, err)
		}
		all = merge(all, one)
	}
	for _, source := range []struct {
		flag  string
		lines []string
		value reader
	}{{"--set-json", o.json, readJSON}, {"--set", o.sets, readList(typed)}, {"--set-string", o.strings, readList(untyped)}, {"--set-file", o.fileValues, readList(content)}} {
		for _, line := range source.lines {
			if err := assign(all, line, source.value); err != nil {
				return nil, fmt.Errorf("failed parsing %s data: %w", source.flag, err)
			}
		}
	}
	return all, nil
}

// merge puts over on top of base, table by table.
func merge(base, over map[string]interface{}) map[string]interface{} {
	for key, value := range over {
		lower, isTable := base[key].(map[string]interface{})
		if upper, ok := value.(map[string]interface{}); ok && isTable {
			value = merge(lower, upper)
		}
		base[key] = value
	}
	return base
}

// overlay puts the given values on top of the chart's defaults; a given null removes a default.
func overlay(defaults, given map[string]interface{}, place string, log io.Writer) map[string]interface{} {
	for key, value := range defaults {
		mine, isGiven := given[key]
		lower, isTable := value.(map[string]interface{})
		upper, givenTable := mine.(map[string]interface{})
		switch {
		case !isGiven:
			given[key] = value
		case mine == nil:
			delete(given, key)
		case isTable && givenTable:
			given[key] = overlay(lower, upper, place+"."+key, log)
		case givenTable && value != nil, isTable:
			fmt.Fprintf(log, "warning: %s.%s is a table on one side only; the chart's default is dropped\n", place, key)
		}
	}
	return given
}

// reader reads a value from the start of text and returns it with the rest of the text.
type reader func(text string) (interface{}, string, error)

// step is one part of a key: a name or, if name is nil, an index.
type step struct {
	name  *string
	index int
}

const maxIndex = 65536

// assign reads `a.b=1,c[0]=x,d={e,f}` into values.
func assign(values map[string]interface{}, line string, value reader) error {
	for rest := line; rest != ""; {
		steps, after, err := readKey(rest)
		if err != nil {
			return err
		}
		var v interface{}
		if v, rest, err = value(after); err != nil {
			return err
		}
		if _, err := put(values, steps, v); err != nil {
			return err
		}
	}
	return nil
}

// readKey reads `a.b[0].c=`, and returns what stands behind it too.
func readKey(text string) ([]step, string, error) {
	var steps []step
	behindIndex := false
	for {
		name, end, rest := until(text, "=[,.")
		switch {
		case end == 0:
			return nil, "", fmt.Errorf("key %q has no value", name)
		case end == ',':
			return nil, "", fmt.Errorf("key %q has no value (cannot end with ,)", name)
		case behindIndex && name != "":
			return nil, "", fmt.Errorf("unexpected data at end of array index: %q", name)
		case !behindIndex && name == "":
			return nil, "", fmt.Errorf("a key is missing before %q", string(end)+rest)
		case !behindIndex:
			steps = append(steps, step{name: &name})
		}
		text, behindIndex = rest, end == '['
		if end == '=' {
			return steps, text, nil
		}
		if behindIndex {
			digits, end, rest := until(text, "]")
			index, err := strconv.Atoi(digits)
			if err != nil || end == 0 {
				return nil, "", fmt.Errorf("error parsing index: %q", digits)
			}
			if index < 0 || index > maxIndex {
				return nil, "", fmt.Errorf("index %d is not allowed, 0 to %d are", index, maxIndex)
			}
			steps, text = append(steps, step{index: index}), rest
		}
	}
}

// put sets the value that the steps lead to, makes the tables and lists on the way, and returns the changed container.
func put(container interface{}, steps []step, value interface{}) (interface{}, error) {
	if len(steps) == 0 {
		return value, nil
	}
	if name := steps[0].name; name != nil {
		table, ok := container.(map[string]interface{})
		if !ok {
			if container != nil {
				return nil, fmt.Errorf("unable to parse key: %q is below a value that is no table", *name)
			}
			table = map[string]interface{}{}
		}
		inner, err := put(table[*name], steps[1:], value)
		table[*name] = inner
		return table, err
	}
	list, ok := container.([]interface{})
	if !ok && container != nil {
		return nil, fmt.Errorf("unable to parse key: [%d] stands behind a value that is no list", steps[0].index)
	}
	for len(list) <= steps[0].index {
		list = append(list, nil)
	}
	inner, err := put(list[steps[0].index], steps[1:], value)
	list[steps[0].index] = inner
	return list, err
}

// until reads to one of stops, which it returns (0 at the end of text), and takes a character behind a backslash as it is.
func until(text, stops string) (string, rune, string) {
	var read strings.Builder
	escaped := false
	for i, r := range text {
		switch {
		case escaped:
			escaped = false
			read.WriteRune(r)
		case r == '\\':
			escaped = true
		case strings.ContainsRune(stops, r):
			return read.String(), r, text[i+len(string(r)):]
		default:
			read.WriteRune(r)
		}
	}
	return read.String(), 0, ""
}

// readList reads one value, or a list of them in braces.
func readList(convert func(string) (interface{}, error)) reader {
	return func(text string) (interface{}, string, error) {
		if !strings.HasPrefix(text, "{") {
			one, _, rest := until(text, ",")
			value, err := convert(one)
			return value, rest, err
		}
		text = text[1:]
		list := []interface{}{}
		for {
			one, end, rest := until(text, ",}")
			if end == 0 {
				return nil, "", fmt.Errorf("list must terminate with '}'")
			}
			value, err := convert(one)
			if err != nil {
				return nil, "", err
			}
			list = append(list, value)
			if text = rest; end == '}' {
				return list, strings.TrimPrefix(text, ","), nil
			}
		}
	}
}

func readJSON(text string) (interface{}, string, error) {
	trimmed := strings.TrimLeft(text, " \t")
	if trimmed == "" || trimmed[0] == ',' {
		return nil, strings.TrimPrefix(trimmed, ","), nil
	}
	decoder := json.NewDecoder(strings.NewReader(trimmed))
	var value interface{}
	if err := decoder.Decode(&value); err != nil {
		return nil, "", err
	}
	return value, strings.TrimPrefix(strings.TrimLeft(trimmed[decoder.InputOffset():], " \t"), ","), nil
}

// typed knows booleans, null and whole numbers without leading zeros; everything else is a string, fractions too.
func typed(text string) (interface{}, error) {
	switch strings.ToLower(text) {
	case "true":
		return true, nil
	case "false":
		return false, nil
	case "null":
		return nil, nil
	case "0":
		return int64(0), nil
	}
	if text != "" && text[0] != '0' {
		if number, err := strconv.ParseInt(text, 10, 64); err == nil {
			return number, nil
		}
	}
	return text, nil
}

func untyped(text string) (interface{}, error) { return text, nil }

func content(name string) (interface{}, error) {
	data, err := os.ReadFile(name)
	return string(data), err
}
