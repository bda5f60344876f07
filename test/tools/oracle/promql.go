package main

import (
	"errors"

	"github.com/prometheus/prometheus/promql/parser"
)

// prettyLimit is the length of an expression that is still printed prettily: the
// indentation of deep nesting grows with its square.
const prettyLimit = 4096

// promqlRequest asks about an expression. The answer is {ok: true, type, pretty},
// the last only up to prettyLimit, or {ok: false, error, errors: [{text, start,
// end}]} with byte offsets.
type promqlRequest struct {
	Expr     string
	Features []string // promql-experimental-functions, promql-binop-fill-modifiers
}

func promqlOp(r promqlRequest) (any, error) {
	expr, err := promqlParser(r.Features).ParseExpr(r.Expr)
	if err == nil {
		out := object{"ok": true, "type": expr.Type()}
		if len(r.Expr) <= prettyLimit {
			out["pretty"] = expr.Pretty(0)
		}
		return out, nil
	}
	list := []object{}
	var all parser.ParseErrors
	if errors.As(err, &all) {
		for _, e := range all {
			list = append(list, object{"text": e.Err.Error(), "start": e.PositionRange.Start, "end": e.PositionRange.End})
		}
	}
	return object{"ok": false, "error": err.Error(), "errors": list}, nil
}

func promqlParser(features []string) parser.Parser {
	var o parser.Options
	for _, f := range features {
		switch f {
		case "promql-experimental-functions":
			o.EnableExperimentalFunctions = true
		case "promql-binop-fill-modifiers":
			o.EnableBinopFillModifiers = true
		}
	}
	return parser.NewParser(o)
}
