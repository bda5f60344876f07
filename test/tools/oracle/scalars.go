package main

import (
	"net/url"
	"strings"
	"time"

	"github.com/alecthomas/units"
	"github.com/prometheus/common/model"
	kfields "k8s.io/apimachinery/pkg/fields"
	klabels "k8s.io/apimachinery/pkg/labels"
)

// textRequest is the request of the ops that judge one word.
type textRequest struct{ Text string }

// durationOp reads a duration: {canonical, ns}.
func durationOp(r textRequest) (any, error) {
	d, err := model.ParseDuration(r.Text)
	if err != nil {
		return nil, err
	}
	return object{"canonical": d.String(), "ns": time.Duration(d).Nanoseconds()}, nil
}

// sizeOp reads a size such as body_size_limit: {bytes}.
func sizeOp(r textRequest) (any, error) {
	s, err := units.ParseBase2Bytes(r.Text)
	if err != nil {
		return nil, err
	}
	return object{"bytes": int64(s)}, nil
}

// labelNameOp says by which scheme the text is a label name or a metric name.
func labelNameOp(r textRequest) (any, error) {
	return object{
		"utf8":          model.UTF8Validation.IsValidLabelName(r.Text),
		"legacy":        model.LegacyValidation.IsValidLabelName(r.Text),
		"metric_utf8":   model.UTF8Validation.IsValidMetricName(r.Text),
		"metric_legacy": model.LegacyValidation.IsValidMetricName(r.Text),
	}, nil
}

// caseOp is what the actions lowercase and uppercase do: {lower, upper}.
func caseOp(r textRequest) (any, error) {
	return object{"lower": strings.ToLower(r.Text), "upper": strings.ToUpper(r.Text)}, nil
}

// urlOp reads a URL as Go does: {scheme, host, path, query, fragment, text}.
func urlOp(r textRequest) (any, error) {
	u, err := url.Parse(r.Text)
	if err != nil {
		return nil, err
	}
	return object{
		"scheme": u.Scheme, "opaque": u.Opaque, "host": u.Host, "hostname": u.Hostname(), "port": u.Port(),
		"path": u.Path, "query": u.RawQuery, "fragment": u.Fragment, "text": u.String(),
	}, nil
}

// selectorRequest asks about a Kubernetes selector and whether it selects
// Labels (or fields): {canonical, matches}.
type selectorRequest struct {
	Text   string
	Labels map[string]string
}

func selectorOp(r selectorRequest) (any, error) {
	s, err := klabels.Parse(r.Text)
	if err != nil {
		return nil, err
	}
	return object{"canonical": s.String(), "matches": s.Matches(klabels.Set(r.Labels))}, nil
}

func fieldSelectorOp(r selectorRequest) (any, error) {
	s, err := kfields.ParseSelector(r.Text)
	if err != nil {
		return nil, err
	}
	return object{"canonical": s.String(), "matches": s.Matches(kfields.Set(r.Labels))}, nil
}
