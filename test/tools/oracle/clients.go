package main

import (
	"fmt"

	httpconfig "github.com/prometheus/common/config"

	"github.com/prometheus/prometheus/config"
)

// clientErrors builds the HTTP clients of jobs, Alertmanagers and remote
// endpoints. The server does so after loading: missing CA files and impossible
// TLS versions show only then.
func clientErrors(cfg *config.Config) []error {
	errs := []error{}
	try := func(owner string, c httpconfig.HTTPClientConfig) {
		if _, err := httpconfig.NewClientFromConfig(c, owner); err != nil {
			errs = append(errs, fmt.Errorf("%s: %w", owner, err))
		}
	}
	jobs, _ := cfg.GetScrapeConfigs()
	for _, c := range jobs {
		try("scrape job "+c.JobName, c.HTTPClientConfig)
	}
	for i, c := range cfg.AlertingConfig.AlertmanagerConfigs {
		try(fmt.Sprint("alertmanager ", i), c.HTTPClientConfig)
	}
	for i, c := range cfg.RemoteWriteConfigs {
		try(fmt.Sprint("remote_write ", i), c.HTTPClientConfig)
	}
	for i, c := range cfg.RemoteReadConfigs {
		try(fmt.Sprint("remote_read ", i), c.HTTPClientConfig)
	}
	return errs
}
