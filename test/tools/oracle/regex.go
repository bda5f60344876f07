package main

import (
	"github.com/prometheus/prometheus/model/relabel"
)

// regexRequest asks what a relabelling regex makes of texts. The answer is
// {ok: false, error}, or {ok: true, names, match} for Text or {…, matches} for
// Texts. Names are those of the groups, "" for the whole and for unnamed ones.
// A match is null or {groups, expanded}: groups holds null where a group took no
// part, expanded is Template with its references replaced.
type regexRequest struct {
	Pattern  string // without the anchors, which are added as relabelling does
	Text     string
	Texts    []string
	Template *string
}

func regexOp(r regexRequest) (any, error) {
	re, err := relabel.NewRegexp(r.Pattern)
	if err != nil {
		return object{"ok": false, "error": err.Error()}, nil
	}
	out := object{"ok": true, "names": re.SubexpNames()}
	if r.Texts == nil {
		out["match"] = matchOne(re, r.Text, r.Template)
		return out, nil
	}
	matches := make([]any, 0, len(r.Texts))
	for _, text := range r.Texts {
		matches = append(matches, matchOne(re, text, r.Template))
	}
	out["matches"] = matches
	return out, nil
}

func matchOne(re relabel.Regexp, text string, template *string) any {
	at := re.FindStringSubmatchIndex(text)
	if at == nil {
		return nil
	}
	groups := make([]any, 0, len(at)/2)
	for i := 0; i < len(at); i += 2 {
		if at[i] < 0 {
			groups = append(groups, nil)
			continue
		}
		groups = append(groups, text[at[i]:at[i+1]])
	}
	match := object{"groups": groups}
	if template != nil {
		match["expanded"] = string(re.ExpandString(nil, *template, text, at))
	}
	return match
}
