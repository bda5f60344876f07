package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"

	"go.yaml.in/yaml/v2"
	yaml3 "go.yaml.in/yaml/v3"
	kyaml "k8s.io/apimachinery/pkg/util/yaml"
	kjson "sigs.k8s.io/json"
	sigsyaml "sigs.k8s.io/yaml"
)

// yamlRequest asks what a program's YAML library reads in a text. The answer is
// {ok, error} or {ok, value}, value as image describes.
//
//   - prometheus: the first document as Prometheus reads prometheus.yml.
//   - rules: the first document as Prometheus reads a rule file.
//   - manifest: every document as the Kubernetes API machinery splits and reads
//     them: {ok, documents: [{ok, value, error, strict}]}. Strict lists what
//     strict decoding adds, such as duplicate keys; it is no failure to load.
type yamlRequest struct {
	Dialect string
	Text    string
	Base64  []byte // the text, where JSON cannot carry it
}

func yamlOp(r yamlRequest) (any, error) {
	text := textOf(r.Text, r.Base64)
	switch r.Dialect {
	case "prometheus":
		var v any
		err := guard(func() error { return yaml.UnmarshalStrict(text, &v) })
		return verdict(v, err), nil
	case "rules":
		var v any
		err := guard(func() error { return decodeRules(text, &v) })
		return verdict(v, err), nil
	case "manifest":
		return manifests(text), nil
	default:
		return nil, fmt.Errorf("bad request: unknown dialect %q", r.Dialect)
	}
}

// guard makes an error of a panic: the libraries let some escape, and to the
// program that calls them it is a failure to load as well.
func guard(f func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v", p)
		}
	}()
	return f()
}

func verdict(v any, err error) object {
	if err == nil {
		var shown any
		if shown, err = image(v); err == nil {
			return object{"ok": true, "value": shown}
		}
	}
	return object{"ok": false, "error": err.Error(), "errors": errorParts(err, error.Error)}
}

// decodeRules decodes as rulefmt.Parse does, which takes an empty text for no
// groups.
func decodeRules(text []byte, v any) error {
	d := yaml3.NewDecoder(bytes.NewReader(text))
	d.KnownFields(true)
	if err := d.Decode(v); err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	return nil
}

// manifests splits as kubectl does and reads each document as the API machinery
// does: YAML to JSON, whole numbers kept whole. A bad separator ends the list.
func manifests(text []byte) object {
	reader := kyaml.NewYAMLReader(bufio.NewReader(bytes.NewReader(text)))
	documents := []object{}
	for {
		document, err := reader.Read()
		if errors.Is(err, io.EOF) {
			return object{"ok": true, "documents": documents}
		}
		if err != nil {
			return object{"ok": false, "error": err.Error(), "documents": documents}
		}
		documents = append(documents, manifest(document))
	}
}

func manifest(document []byte) object {
	var v any
	err := guard(func() error {
		text, err := sigsyaml.YAMLToJSON(document)
		if err != nil {
			return err
		}
		return kjson.UnmarshalCaseSensitivePreserveInts(text, &v)
	})
	out := verdict(v, err)
	if err != nil {
		return out
	}
	strict := guard(func() error {
		_, err := sigsyaml.YAMLToJSONStrict(document)
		return err
	})
	if strict != nil {
		out["strict"] = errorParts(strict, error.Error)
	}
	return out
}
