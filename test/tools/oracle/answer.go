package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"

	"github.com/prometheus/common/model"
)

// object is a JSON object of an answer.
type object = map[string]any

// quiet swallows what the packages log.
var quiet = slog.New(slog.DiscardHandler)

// ops are the questions by name.
var ops = map[string]func(line []byte) (any, error){
	"case":               handle(caseOp),
	"certificates":       handle(certificatesOp),
	"config":             handle(configOp),
	"discovery":          handle(discoveryOp),
	"duration":           handle(durationOp),
	"fields":             handle(fieldsOp),
	"fieldselector":      handle(fieldSelectorOp),
	"kubeconfig":         handle(kubeconfigOp),
	"kubeconfig-request": handle(kubeconfigRequestOp),
	"labelname":          handle(labelNameOp),
	"promql":             handle(promqlOp),
	"regex":              handle(regexOp),
	"relabel":            handle(relabelOp),
	"rules":              handle(rulesOp),
	"selector":           handle(selectorOp),
	"size":               handle(sizeOp),
	"target":             handle(targetOp),
	"url":                handle(urlOp),
	"yaml":               handle(yamlOp),
	"whoami":             handle(whoamiOp),
}

// handle makes an op of a function that takes the decoded request.
func handle[R any](f func(R) (any, error)) func([]byte) (any, error) {
	return func(line []byte) (any, error) {
		var r R
		if err := json.Unmarshal(line, &r); err != nil {
			return nil, fmt.Errorf("bad request: %w", err)
		}
		return f(r)
	}
}

// answer gives the answer to one line as a line of JSON, whatever happens.
func answer(line []byte) (text []byte) {
	defer func() {
		if p := recover(); p != nil {
			text = encode(object{"error": fmt.Sprint("panic: ", p)})
		}
	}()
	result, err := ask(line)
	if err != nil {
		result = object{"error": err.Error()}
	}
	return encode(result)
}

func ask(line []byte) (any, error) {
	var r struct{ Op string }
	if err := json.Unmarshal(line, &r); err != nil {
		return nil, fmt.Errorf("bad request: %w", err)
	}
	op, ok := ops[r.Op]
	if !ok {
		return nil, fmt.Errorf("bad request: unknown op %q", r.Op)
	}
	return op(line)
}

func encode(v any) []byte {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		b.Reset()
		_ = enc.Encode(object{"error": "answer cannot be written as JSON: " + err.Error()})
	}
	return b.Bytes()
}

// scheme reads the "scheme" of a request: "legacy", or anything else for UTF-8,
// the default of Prometheus 3.
type scheme string

func (s scheme) validation() model.ValidationScheme {
	if s == "legacy" {
		return model.LegacyValidation
	}
	return model.UTF8Validation
}
