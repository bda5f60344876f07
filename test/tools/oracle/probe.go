package main

import (
	"errors"
	"reflect"
	"strings"
)

type (
	unmarshaler interface{ UnmarshalYAML(func(any) error) error }
	validator   interface{ Validate() error }
)

var errStop = errors.New("stop")

// probe calls a type's UnmarshalYAML and catches what it asks to decode into:
// the plain struct with its defaults set (for service discovery lists: the
// struct built at run time), or a string. Invalid if the type has none.
func probe(t reflect.Type, feed func(arg any) error) (arg reflect.Value, err error) {
	u, ok := reflect.New(t).Interface().(unmarshaler)
	if !ok {
		return reflect.Value{}, nil
	}
	err = u.UnmarshalYAML(func(a any) error {
		if !arg.IsValid() {
			arg = reflect.ValueOf(a)
		}
		return feed(a)
	})
	return arg, err
}

// decoded is the value that t's UnmarshalYAML fills, defaults set; invalid if
// the type is decoded as it stands. If t brings no defaults, those of v hold.
func decoded(t reflect.Type, v reflect.Value) reflect.Value {
	arg, _ := probe(t, func(any) error { return errStop })
	if !arg.IsValid() || arg.Kind() != reflect.Pointer {
		return reflect.Value{}
	}
	if arg = arg.Elem(); arg.IsZero() && v.IsValid() && v.Type().ConvertibleTo(arg.Type()) {
		return v.Convert(arg.Type())
	}
	return arg
}

// candidates are offered to types that decode from a string, to find enums.
var candidates = strings.Fields(`node pod service endpoints endpointslice ingress droplets databases robot hcloud instance baremetal
	hypervisor loadbalancer services tasks nodes vps dedicated_server container cn ec2 ecs elasticache lightsail msk rds legacy utf8
	TLS10 TLS11 TLS12 TLS13 v1 v2 grpc http debug info warn error UnderscoreEscapingWithSuffixes NoTranslation replace keep drop
	keepequal dropequal hashmod labelmap labeldrop labelkeep lowercase uppercase xor xor2 PrometheusProto OpenMetricsText0.0.1
	OpenMetricsText1.0.0 PrometheusText0.0.4 PrometheusText1.0.0 prometheus.WriteRequest io.prometheus.write.v2.Request`)

// setEnum makes n an enum of the accepted candidates if accept refuses a word
// that nobody would mean, else of the given kind.
func (n *node) setEnum(otherwise string, accept func(string) error) {
	n.Kind = otherwise
	err := accept("no-such-value")
	if err == nil {
		return
	}
	n.Kind, n.Error = "enum", err.Error()
	for _, c := range candidates {
		if accept(c) == nil {
			n.Enum = append(n.Enum, c)
		}
	}
}

// decodesString tells whether t decodes from a string.
func decodesString(t reflect.Type) func(string) error {
	return func(s string) error {
		_, err := probe(t, func(a any) error {
			v := reflect.ValueOf(a).Elem()
			if v.Kind() != reflect.String {
				return errStop
			}
			v.SetString(s)
			return nil
		})
		return err
	}
}

// validatesString tells whether the string type t, once decoded, finds a string
// valid; every string is, if it has no such method.
func validatesString(t reflect.Type) func(string) error {
	return func(s string) error {
		if v, ok := reflect.ValueOf(s).Convert(t).Interface().(validator); ok {
			return v.Validate()
		}
		return nil
	}
}
