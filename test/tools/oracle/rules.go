package main

import (
	"errors"
	"fmt"

	"github.com/prometheus/prometheus/model/rulefmt"
	"github.com/prometheus/prometheus/rules"
)

// rulesRequest asks whether Prometheus loads a rule file. The answer is {ok,
// errors, duplicates}: an error is {text} and, where known, line, column, group,
// rule (its index from 1), name and details (the single messages of a YAML
// error). Duplicates are those of promtool's lint of that name.
type rulesRequest struct {
	Text          string
	Base64        []byte // the text, where JSON cannot carry it
	Scheme        scheme
	Features      []string
	IgnoreUnknown bool `json:"ignore_unknown"`
}

func rulesOp(r rulesRequest) (any, error) {
	groups, errs := rulefmt.Parse(textOf(r.Text, r.Base64), r.IgnoreUnknown, r.Scheme.validation(), promqlParser(r.Features), quiet)
	list := []object{}
	for _, err := range errs {
		list = append(list, ruleError(err))
	}
	out := object{"ok": len(errs) == 0, "errors": list}
	if groups != nil {
		out["duplicates"] = duplicateRules(groups)
	}
	return out, nil
}

func ruleError(err error) object {
	e := object{"text": err.Error()}
	var line, col int
	if n, _ := fmt.Sscanf(err.Error(), "%d:%d:", &line, &col); n == 2 {
		e["line"], e["column"] = line, col
	} else if n, _ := fmt.Sscanf(err.Error(), "yaml: line %d:", &line); n == 1 {
		e["line"] = line
	}
	if re := new(rulefmt.Error); errors.As(err, &re) {
		e["group"], e["rule"], e["name"] = re.Group, re.Rule, re.RuleName
	}
	if d := yamlDetails(err); d != nil {
		e["details"] = d
	}
	return e
}

// duplicateRules is the duplicate-rules lint of `promtool check rules`.
func duplicateRules(rgs *rulefmt.RuleGroups) []string {
	seen, out := map[string]int{}, []string{}
	for _, g := range rgs.Groups {
		for _, r := range g.Rules {
			k := r.Record + r.Alert + rules.FromMaps(g.Labels, r.Labels).String()
			if seen[k]++; seen[k] == 2 {
				out = append(out, k)
			}
		}
	}
	return out
}
