package main

import (
	"context"
	"encoding/json"
	"errors"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/prometheus/prometheus/discovery"
	"github.com/prometheus/prometheus/discovery/kubernetes"
	"github.com/prometheus/prometheus/discovery/targetgroup"
)

// discoveryRequest asks which target groups Prometheus discovers in a cluster of
// the given objects. Its discovery runs unchanged, against an apiServer of these
// objects. The answer is {groups: [{source, labels, targets}], expected}, by
// source; expected is the number of objects of the role, each of which gives one
// group unless it has no address.
type discoveryRequest struct {
	SD           json.RawMessage // an entry of kubernetes_sd_configs: an object, or YAML text
	Objects      []json.RawMessage
	OwnNamespace string `json:"own_namespace"` // what a pod's service account would say
	QuietMS      int    `json:"quiet_ms"`      // how long nothing must come before all is there; 40 if less
}

func discoveryOp(r discoveryRequest) (any, error) {
	api, err := newAPIServer(r.Objects)
	if err != nil {
		return nil, err
	}
	c, err := loadSD(r.SD, r.OwnNamespace)
	if err != nil {
		return nil, err
	}
	server := httptest.NewServer(api)
	ctx, cancel := context.WithCancel(context.Background())
	defer func() {
		cancel()
		server.CloseClientConnections()
		server.Close()
	}()
	if c.APIServer.URL, err = url.Parse(server.URL); err != nil {
		return nil, err
	}
	c.KubeConfig, c.HTTPClientConfig = "", kubernetes.DefaultSDConfig.HTTPClientConfig
	registry := prometheus.NewRegistry()
	metrics := c.NewDiscovererMetrics(registry, discovery.NewRefreshMetrics(registry))
	d, err := c.NewDiscoverer(discovery.DiscovererOptions{Logger: quiet, Metrics: metrics})
	if err != nil {
		return nil, err
	}
	expected := expectedGroups(api, c)
	calm := time.Duration(max(r.QuietMS, 40)) * time.Millisecond
	ch := make(chan []*targetgroup.Group)
	go d.Run(ctx, ch)
	return object{"groups": collect(ch, expected, calm), "expected": expected}, nil
}

// loadSD loads an entry of kubernetes_sd_configs.
func loadSD(raw json.RawMessage, ownNamespace string) (*kubernetes.SDConfig, error) {
	sd := string(raw) // YAML reads an object as it stands.
	if len(raw) > 0 && raw[0] == '"' {
		if err := json.Unmarshal(raw, &sd); err != nil {
			return nil, err
		}
	}
	job, err := loadJob("job_name: oracle\nkubernetes_sd_configs:\n-\n"+indented(sd), "")
	if err != nil {
		return nil, err
	}
	if len(job.ServiceDiscoveryConfigs) != 1 {
		return nil, errors.New("bad request: sd is not one entry of kubernetes_sd_configs")
	}
	c, ok := job.ServiceDiscoveryConfigs[0].(*kubernetes.SDConfig)
	if !ok {
		return nil, errors.New("bad request: sd is not an entry of kubernetes_sd_configs")
	}
	if nd := &c.NamespaceDiscovery; nd.IncludeOwnNamespace { // Only the client of a pod reads it.
		nd.IncludeOwnNamespace, nd.Names = false, append(nd.Names, ownNamespace)
	}
	return c, nil
}

// expectedGroups counts the objects of the role that discovery will be given.
func expectedGroups(api *apiServer, c *kubernetes.SDConfig) int {
	query := url.Values{}
	for _, s := range c.Selectors {
		if s.Role == c.Role {
			query = url.Values{"labelSelector": {s.Label}, "fieldSelector": {s.Field}}
		}
	}
	paths := []string{""}
	if names := c.NamespaceDiscovery.Names; len(names) > 0 && c.Role != kubernetes.RoleNode {
		paths = paths[:0]
		for _, name := range names {
			paths = append(paths, "v1/namespaces/"+name+"/")
		}
	}
	n := 0
	for resource, k := range resources {
		if strings.ToLower(k.kind) != string(c.Role) {
			continue
		}
		for _, path := range paths {
			_, found := api.find(&url.URL{Path: path + resource, RawQuery: query.Encode()})
			n += len(found)
		}
	}
	return n
}

// collect takes what discovery sends, one group per object and again when a
// related object arrives, and keeps the last of each source once nothing more
// comes for the time of calm.
func collect(ch <-chan []*targetgroup.Group, expected int, calm time.Duration) []object {
	groups := map[string]*targetgroup.Group{}
	for settled := false; !settled; {
		wait := calm
		if len(groups) < expected { // Those without an address never come.
			wait = 20 * calm
		}
		select {
		case sent := <-ch:
			for _, g := range sent {
				if g != nil {
					groups[g.Source] = g
				}
			}
		case <-time.After(wait):
			settled = true
		}
	}
	list := []object{}
	for _, g := range groups {
		list = append(list, object{"source": g.Source, "labels": g.Labels, "targets": g.Targets})
	}
	slices.SortFunc(list, func(a, b object) int { return strings.Compare(a["source"].(string), b["source"].(string)) })
	return list
}
