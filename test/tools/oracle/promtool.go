package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	httpconfig "github.com/prometheus/common/config"
	"go.yaml.in/yaml/v2"

	"github.com/prometheus/prometheus/config"
	"github.com/prometheus/prometheus/discovery"
	"github.com/prometheus/prometheus/discovery/file"
	"github.com/prometheus/prometheus/discovery/kubernetes"
	"github.com/prometheus/prometheus/discovery/targetgroup"
	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/model/rulefmt"
	"github.com/prometheus/prometheus/notifier"
	"github.com/prometheus/prometheus/scrape"
)

// checker repeats what `promtool check config` looks at after loading; its
// source is a main package and cannot be imported. Promtool stops at the first
// error, checker collects all.
// https://prometheus.io/docs/prometheus/latest/command-line/promtool/
type checker struct {
	warnings []string
	errs     []error
}

func checkLikePromtool(cfg *config.Config, features []string) *checker {
	c := &checker{warnings: []string{}}
	c.ruleFiles(cfg, features)
	jobs, _ := cfg.GetScrapeConfigs()
	for _, job := range jobs {
		c.job(job)
	}
	for _, am := range cfg.AlertingConfig.AlertmanagerConfigs {
		for _, sd := range am.ServiceDiscoveryConfigs {
			c.groups("alertmanager config", sd, func(tg *targetgroup.Group) {
				if _, _, err := notifier.AlertmanagerFromGroup(tg, am); err != nil {
					c.errs = append(c.errs, err)
				}
			})
		}
	}
	return c
}

// add notes an error, if it is one, with what was being checked.
func (c *checker) add(err error, format string, args ...any) {
	if err != nil {
		c.errs = append(c.errs, fmt.Errorf("%s: %w", fmt.Sprintf(format, args...), err))
	}
}

func (c *checker) ruleFiles(cfg *config.Config, features []string) {
	for _, pattern := range cfg.RuleFiles {
		names, err := filepath.Glob(pattern)
		if err != nil {
			c.errs = append(c.errs, err)
		}
		if len(names) == 0 && !strings.Contains(pattern, "*") {
			c.errs = append(c.errs, fmt.Errorf("%q does not point to an existing file", pattern))
		}
		for _, name := range names {
			_, errs := rulefmt.ParseFile(name, false, cfg.GlobalConfig.MetricNameValidationScheme, promqlParser(features), quiet)
			c.errs = append(c.errs, errs...)
		}
	}
}

func (c *checker) job(job *config.ScrapeConfig) {
	if a := job.HTTPClientConfig.Authorization; a != nil {
		c.add(exists(a.CredentialsFile), "error checking authorization credentials or bearer token file %q", a.CredentialsFile)
	}
	c.tls(job.HTTPClientConfig.TLSConfig)
	for _, sd := range job.ServiceDiscoveryConfigs {
		if k, ok := sd.(*kubernetes.SDConfig); ok {
			c.tls(k.HTTPClientConfig.TLSConfig)
		}
		c.groups(fmt.Sprintf("scrape job %q", job.JobName), sd, func(tg *targetgroup.Group) {
			_, failures := scrape.TargetsFromGroup(tg, job, nil, labels.NewBuilder(labels.EmptyLabels()))
			c.errs = append(c.errs, failures...)
		})
	}
}

func (c *checker) tls(t httpconfig.TLSConfig) {
	if t.CertFile != "" && t.KeyFile == "" {
		c.errs = append(c.errs, fmt.Errorf("client cert file %q specified without client key file", t.CertFile))
	}
	if t.KeyFile != "" && t.CertFile == "" {
		c.errs = append(c.errs, fmt.Errorf("client key file %q specified without client cert file", t.KeyFile))
	}
	c.add(exists(t.CertFile), "error checking client cert file %q", t.CertFile)
	c.add(exists(t.KeyFile), "error checking client key file %q", t.KeyFile)
}

// groups gives each target group that the file itself or a file beside it spells
// out to check.
func (c *checker) groups(owner string, sd discovery.Config, check func(*targetgroup.Group)) {
	switch sd := sd.(type) {
	case discovery.StaticConfig:
		for _, tg := range sd {
			check(tg)
		}
	case *file.SDConfig:
		for _, pattern := range sd.Files {
			names, err := filepath.Glob(pattern)
			if err != nil {
				c.errs = append(c.errs, err)
			}
			if len(names) == 0 {
				c.warnings = append(c.warnings, fmt.Sprintf("file %q for file_sd in %s does not exist", filepath.Base(pattern), owner))
			}
			for _, name := range names {
				tgs, err := readTargetGroups(name)
				c.add(err, "checking SD file %q", pattern)
				for _, tg := range tgs {
					check(tg)
				}
			}
		}
	}
}

func exists(name string) error {
	if name == "" {
		return nil
	}
	_, err := os.Stat(name)
	return err
}

// readTargetGroups reads a file of file_sd_configs; no groups with an error.
func readTargetGroups(name string) ([]*targetgroup.Group, error) {
	content, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	var tgs []*targetgroup.Group
	switch ext := filepath.Ext(name); strings.ToLower(ext) {
	case ".json":
		err = json.Unmarshal(content, &tgs)
	case ".yml", ".yaml":
		err = yaml.UnmarshalStrict(content, &tgs)
	default:
		err = fmt.Errorf("invalid file extension: %q", ext)
	}
	if err != nil {
		return nil, err
	}
	for i, tg := range tgs {
		if tg == nil {
			return nil, fmt.Errorf("nil target group item found (index %d)", i)
		}
	}
	return tgs, nil
}
