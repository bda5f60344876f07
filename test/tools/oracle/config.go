package main

import (
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v2"
	yaml3 "go.yaml.in/yaml/v3"

	"github.com/prometheus/prometheus/config"
)

// configRequest asks whether Prometheus loads a configuration file. The answer
// is {ok, error, errors}: error is the whole message, errors its parts as
// {text, line}, the line from 1 and absent where Prometheus names none. After a
// successful load it also has what was asked for: promtool and warnings, clients.
type configRequest struct {
	Text     string
	Base64   []byte            // the text, where JSON cannot carry it
	Files    map[string]string // name → text, written next to prometheus.yml
	Agent    bool              // as prometheus --agent
	Promtool bool              // also the checks of promtool check config
	Clients  bool              // also build every HTTP client, as the server does later
	Features []string          // feature flags for expressions in rule files
}

func configOp(r configRequest) (any, error) {
	dir, err := os.MkdirTemp("", "oracle")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	name := filepath.Join(dir, "prometheus.yml")
	if err := writeFiles(dir, r.Files); err != nil {
		return nil, err
	}
	if err := os.WriteFile(name, textOf(r.Text, r.Base64), 0o600); err != nil {
		return nil, err
	}
	// Names of the temporary folder are of no interest to who asks.
	clean := func(err error) string {
		s := strings.Replace(err.Error(), "parsing YAML file "+name+": ", "", 1)
		return strings.ReplaceAll(s, dir+"/", "")
	}
	cfg, err := config.LoadFile(name, r.Agent, quiet)
	if err == nil {
		_, err = cfg.GetScrapeConfigs()
	}
	if err != nil {
		return object{"ok": false, "error": clean(err), "errors": errorParts(err, clean)}, nil
	}
	out := object{"ok": true}
	if r.Promtool {
		c := checkLikePromtool(cfg, r.Features)
		out["promtool"], out["warnings"] = texts(c.errs, clean), c.warnings
	}
	if r.Clients {
		out["clients"] = texts(clientErrors(cfg), clean)
	}
	return out, nil
}

// writeFiles writes the files below dir; a name cannot lead out of it.
func writeFiles(dir string, files map[string]string) error {
	for k, v := range files {
		name := filepath.Join(dir, filepath.Clean("/"+k))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(name, []byte(v), 0o600); err != nil {
			return err
		}
	}
	return nil
}

func textOf(text string, base64 []byte) []byte {
	if base64 != nil {
		return base64
	}
	return []byte(text)
}

func texts(errs []error, clean func(error) string) []string {
	list := []string{}
	for _, err := range errs {
		list = append(list, clean(err))
	}
	return list
}

var lineOf = regexp.MustCompile(`^(?:yaml: )?line (\d+): `)

// errorParts splits an error into the single complaints of the YAML library,
// each with its line.
func errorParts(err error, clean func(error) string) []object {
	details := yamlDetails(err)
	if details == nil {
		details = []string{clean(err)}
	}
	parts := []object{}
	for _, text := range details {
		part := object{"text": text}
		if m := lineOf.FindStringSubmatch(text); m != nil {
			part["line"], _ = strconv.Atoi(m[1])
		}
		parts = append(parts, part)
	}
	return parts
}

// yamlDetails lists the single messages of a type error of either YAML library;
// nil for any other error.
func yamlDetails(err error) []string {
	if e := new(yaml3.TypeError); errors.As(err, &e) {
		return e.Errors
	}
	if e := new(yaml.TypeError); errors.As(err, &e) {
		return e.Errors
	}
	return nil
}
