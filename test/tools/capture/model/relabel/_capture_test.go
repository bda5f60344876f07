package relabel

import (
	"testing"

	"github.com/prometheus/common/model"
	"go.yaml.in/yaml/v2"

	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/util/capture"
)

// captureRelabel writes a case of TestRelabel.
func captureRelabel(t *testing.T, in labels.Labels, rules []*Config, out labels.Labels, drop bool) {
	expected := capture.Object{"keep": !drop}
	if !drop {
		expected["labels"] = out
	}
	capture.Write("relabel.jsonl", t.Name(), capture.Object{"op": "relabel", "labels": in, "rules": captureText(rules)}, expected)
}

// captureValidate writes a case of TestRelabelValidate, whose error is a part of
// what is said. YAML cannot leave a rule without an action: it gets the default
// and is refused for another reason, so the error is left out.
func captureValidate(name string, rule *Config, part string) {
	expected := capture.Object{"ok": part == ""}
	if part != "" && rule.Action != "" {
		expected["error"] = part
	}
	s := "utf8"
	if rule.NameValidationScheme == model.LegacyValidation {
		s = "legacy"
	}
	capture.Write("relabel-validate.jsonl", name, capture.Object{"op": "relabel", "scheme": s, "rules": captureText([]*Config{rule})}, expected)
}

// captureLegacy writes a case of TestTargetLabelLegacyValidity as a rule in which
// nothing else is judged.
func captureLegacy(t *testing.T, name string, valid bool) {
	rule := DefaultRelabelConfig
	rule.Action, rule.Replacement = LabelMap, name
	input := capture.Object{"op": "relabel", "scheme": "legacy", "rules": captureText([]*Config{&rule})}
	capture.Write("relabel-validate.jsonl", t.Name(), input, capture.Object{"ok": valid})
}

func captureText(rules []*Config) string {
	text, err := yaml.Marshal(rules)
	if err != nil {
		panic(err)
	}
	return string(text)
}
