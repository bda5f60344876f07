package main

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// imageLimit is the number of values that an image may have: aliases make small
// texts large.
const imageLimit = 500_000

var errTooLarge = errors.New("the decoded value is too large to show")

// image shows a decoded YAML value as JSON that keeps its types:
//
//	{"!": "null"}
//	{"!": "bool", "v": "true"}
//	{"!": "int", "v": "-17"}               decimal digits, whatever the notation and size
//	{"!": "float", "v": "1.5"}             shortest text that reads back; +Inf, -Inf, NaN
//	{"!": "str", "v": "…"}                 or "b64" instead of "v" for bytes that are not UTF-8
//	{"!": "time", "v": "2001-12-14T…Z"}    RFC 3339 with nanoseconds as needed
//	{"!": "seq", "v": [image, …]}
//	{"!": "map", "v": [[key, value], …]}   images both, in the order of the keys' JSON text
func image(v any) (any, error) {
	i := imager{left: imageLimit}
	shown := i.show(reflect.ValueOf(v))
	if i.left < 0 {
		return nil, errTooLarge
	}
	return shown, nil
}

type imager struct{ left int }

func (i *imager) show(v reflect.Value) any {
	if i.left--; i.left < 0 {
		return nil
	}
	for v.Kind() == reflect.Interface || v.Kind() == reflect.Pointer {
		v = v.Elem() // Invalid if nil.
	}
	if !v.IsValid() {
		return object{"!": "null"}
	}
	if t, ok := v.Interface().(time.Time); ok {
		return scalar("time", t.Format(time.RFC3339Nano))
	}
	switch v.Kind() {
	case reflect.Bool:
		return scalar("bool", strconv.FormatBool(v.Bool()))
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return scalar("int", strconv.FormatInt(v.Int(), 10))
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return scalar("int", strconv.FormatUint(v.Uint(), 10))
	case reflect.Float32, reflect.Float64:
		return scalar("float", floatText(v.Float()))
	case reflect.String:
		return stringImage(v.String())
	case reflect.Slice:
		list := []any{}
		for n := range v.Len() {
			list = append(list, i.show(v.Index(n)))
		}
		return object{"!": "seq", "v": list}
	case reflect.Map:
		return object{"!": "map", "v": i.entries(v)}
	default:
		return scalar(v.Type().String(), fmt.Sprint(v))
	}
}

func (i *imager) entries(v reflect.Value) []any {
	type entry struct {
		text string
		pair [2]any
	}
	entries := []entry{}
	for _, k := range v.MapKeys() {
		pair := [2]any{i.show(k), i.show(v.MapIndex(k))}
		text, _ := json.Marshal(pair[0])
		entries = append(entries, entry{string(text), pair})
	}
	slices.SortStableFunc(entries, func(a, b entry) int { return strings.Compare(a.text, b.text) })
	pairs := []any{}
	for _, e := range entries {
		pairs = append(pairs, e.pair)
	}
	return pairs
}

func scalar(kind, text string) object { return object{"!": kind, "v": text} }

func stringImage(s string) object {
	if utf8.ValidString(s) {
		return scalar("str", s)
	}
	return object{"!": "str", "b64": base64.StdEncoding.EncodeToString([]byte(s))}
}

func floatText(f float64) string {
	if math.IsNaN(f) {
		return "NaN"
	}
	return strconv.FormatFloat(f, 'g', -1, 64)
}
