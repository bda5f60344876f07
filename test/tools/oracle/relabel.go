package main

import (
	"errors"
	"fmt"
	"maps"

	"github.com/prometheus/common/model"
	"go.yaml.in/yaml/v2"

	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/model/relabel"
)

// relabelRequest asks what rules make of labels. The answer is {keep, labels},
// or {results: [{keep, labels}, …]} when Labelsets is given; "error" if
// Prometheus refuses the rules.
type relabelRequest struct {
	Rules     string // a relabel_configs list as YAML
	Scheme    scheme
	Labels    model.LabelSet
	Labels64  map[string][]byte // labels whose values JSON cannot carry, in base64
	Labelsets []model.LabelSet  // many sets for the same rules
}

func relabelOp(r relabelRequest) (any, error) {
	rules, err := loadRules(r.Rules, r.Scheme)
	if err != nil {
		return nil, err
	}
	if r.Labelsets == nil {
		return relabelOne(rules, withBinary(r.Labels, r.Labels64)), nil
	}
	results := make([]any, 0, len(r.Labelsets))
	for _, ls := range r.Labelsets {
		results = append(results, relabelOne(rules, ls))
	}
	return object{"results": results}, nil
}

// loadRules decodes and validates a list of rules as loading a job does.
func loadRules(text string, s scheme) ([]*relabel.Config, error) {
	var rules []*relabel.Config
	if err := yaml.UnmarshalStrict([]byte(text), &rules); err != nil {
		return nil, err
	}
	for i, rule := range rules {
		if rule == nil {
			return nil, errors.New("empty or null target relabeling rule in scrape config")
		}
		if err := rule.Validate(s.validation()); err != nil {
			return nil, fmt.Errorf("rule %d: %w", i, err)
		}
	}
	return rules, nil
}

func relabelOne(rules []*relabel.Config, ls model.LabelSet) object {
	b := labels.NewBuilder(labels.EmptyLabels())
	for k, v := range ls {
		b.Set(string(k), string(v))
	}
	keep := relabel.ProcessBuilder(b, rules...)
	return object{"keep": keep, "labels": b.Labels()}
}

// withBinary adds to labels those that came in base64.
func withBinary(ls model.LabelSet, binary map[string][]byte) model.LabelSet {
	if len(binary) == 0 {
		return ls
	}
	all := model.LabelSet{}
	maps.Copy(all, ls)
	for k, v := range binary {
		all[model.LabelName(k)] = model.LabelValue(v)
	}
	return all
}
