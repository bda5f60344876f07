package main

import (
	"strings"

	"github.com/prometheus/common/model"

	"github.com/prometheus/prometheus/config"
	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/scrape"
)

// targetRequest asks what a job makes of one discovered target. The answer is
// {discovered, dropped}, with failed (the reason) for a target that cannot be
// scraped, or else final (all labels after relabelling), labels (those that the
// samples get) and url. "error" if the job does not load.
type targetRequest struct {
	Job      string // one entry of scrape_configs, as the YAML text of a mapping
	Global   string // the content of global, likewise
	Labels   model.LabelSet
	Labels64 map[string][]byte // labels whose values JSON cannot carry, in base64
	Group    model.LabelSet    // the labels of the target group
}

func targetOp(r targetRequest) (any, error) {
	job, err := loadJob(r.Job, r.Global)
	if err != nil {
		return nil, err
	}
	target := withBinary(r.Labels, r.Labels64)
	b := labels.NewBuilder(labels.EmptyLabels())
	scrape.PopulateDiscoveredLabels(b, job, target, r.Group)
	out := object{"discovered": b.Labels(), "dropped": false}
	final, err := scrape.PopulateLabels(b, job, target, r.Group)
	switch {
	case err != nil:
		out["failed"] = err.Error()
	case final.IsEmpty():
		out["dropped"] = true
	default:
		t := scrape.NewTarget(final, job, target, r.Group)
		out["final"], out["labels"], out["url"] = final, t.Labels(b), t.URL().String()
	}
	return out, nil
}

// loadJob loads a configuration of one job.
func loadJob(job, global string) (*config.ScrapeConfig, error) {
	text := "scrape_configs:\n-\n" + indented(job) + "\n"
	if global != "" {
		text += "global:\n" + indented(global) + "\n"
	}
	cfg, err := config.Load(text, quiet)
	if err != nil {
		return nil, err
	}
	return cfg.ScrapeConfigs[0], nil
}

func indented(text string) string {
	return "  " + strings.ReplaceAll(text, "\n", "\n  ")
}
