package scrape

import (
	"net/url"
	"testing"
	"unicode/utf8"

	"github.com/prometheus/common/model"
	"go.yaml.in/yaml/v2"

	"github.com/prometheus/prometheus/config"
	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/util/capture"
)

// capturePopulate writes a case of TestPopulateLabels.
func capturePopulate(t *testing.T, in model.LabelSet, job *config.ScrapeConfig, final, discovered labels.Labels, failed string) {
	text, err := yaml.Marshal(job)
	if err != nil {
		panic(err)
	}
	input := capture.Object{"op": "target", "job": string(text)}
	captureLabels(input, in)
	expected := capture.Object{"dropped": false}
	switch {
	case failed != "":
		expected["failed"] = failed
	case final.IsEmpty():
		expected["dropped"], expected["discovered"] = true, discovered
	default:
		expected["final"], expected["discovered"] = final, discovered
	}
	capture.Write("populate-labels.jsonl", t.Name(), input, expected)
}

// captureURL writes a test of the URL of a target. It calls for a job of its own,
// since those of the tests have no name.
func captureURL(t *testing.T, ls labels.Labels, job *config.ScrapeConfig, expected *url.URL) {
	text, err := yaml.Marshal(capture.Object{"job_name": "job", "params": job.Params})
	if err != nil {
		panic(err)
	}
	input := capture.Object{"op": "target", "job": string(text), "labels": ls}
	capture.Write("target-url.jsonl", t.Name(), input, capture.Object{"url": expected.String()})
}

// captureLabels puts labels into a request: in base64 those that are not UTF-8,
// which JSON cannot carry.
func captureLabels(input capture.Object, ls model.LabelSet) {
	plain, binary := model.LabelSet{}, map[string][]byte{}
	for k, v := range ls {
		if utf8.ValidString(string(v)) {
			plain[k] = v
		} else {
			binary[string(k)] = []byte(v)
		}
	}
	input["labels"] = plain
	if len(binary) > 0 {
		input["labels64"] = binary
	}
}
