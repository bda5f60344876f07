package kubernetes

import (
	"context"
	"slices"
	"strings"
	"testing"

	"k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/client-go/kubernetes/fake"
	"k8s.io/client-go/kubernetes/scheme"

	"github.com/prometheus/prometheus/discovery/targetgroup"
	"github.com/prometheus/prometheus/util/capture"
)

// Run takes the place of the method of this name, which is renamed: it runs it,
// then writes the objects as they are at the end and the groups that are expected
// of them.
func (d k8sDiscoveryTest) Run(t *testing.T) {
	t.Helper()
	d.runOriginal(t)
	dis, ok := d.discovery.(*Discovery)
	if !ok || d.expectedRes == nil || t.Failed() {
		return
	}
	input := capture.Object{
		"op":            "discovery",
		"sd":            captureSD(dis),
		"objects":       captureObjects(dis.client.(*fake.Clientset)),
		"own_namespace": dis.ownNamespace,
	}
	capture.Write("discovery.jsonl", t.Name(), input, capture.Object{"groups": captureGroups(d.expectedRes)})
}

// captureSD is the entry of kubernetes_sd_configs that makes this discovery.
func captureSD(dis *Discovery) capture.Object {
	selectors := []capture.Object{}
	for _, s := range []struct {
		role string
		by   resourceSelector
	}{
		{"node", dis.selectors.node},
		{"pod", dis.selectors.pod},
		{"service", dis.selectors.service},
		{"endpoints", dis.selectors.endpoints},
		{"endpointslice", dis.selectors.endpointslice},
		{"ingress", dis.selectors.ingress},
	} {
		if s.by != (resourceSelector{}) {
			selectors = append(selectors, capture.Object{"role": s.role, "label": s.by.label, "field": s.by.field})
		}
	}
	attach := dis.attachMetadata
	return capture.Object{
		"role":       dis.role,
		"selectors":  selectors,
		"namespaces": capture.Object{"own_namespace": dis.namespaceDiscovery.IncludeOwnNamespace, "names": dis.namespaceDiscovery.Names},
		"attach_metadata": capture.Object{
			"node": attach.Node, "namespace": attach.Namespace, "deployment": attach.Deployment, "job": attach.Job, "cronjob": attach.CronJob,
		},
	}
}

// captureObjects lists all objects of the kinds that discovery reads.
func captureObjects(c *fake.Clientset) []runtime.Object {
	ctx, all := context.Background(), metav1.ListOptions{}
	objects := []runtime.Object{}
	add := func(list runtime.Object, err error) {
		if err != nil {
			panic(err)
		}
		items, err := meta.ExtractList(list)
		if err != nil {
			panic(err)
		}
		for _, o := range items {
			kinds, _, err := scheme.Scheme.ObjectKinds(o)
			if err != nil {
				panic(err)
			}
			o.GetObjectKind().SetGroupVersionKind(kinds[0])
			objects = append(objects, o)
		}
	}
	pods, err := c.CoreV1().Pods("").List(ctx, all)
	add(pods, err)
	services, err := c.CoreV1().Services("").List(ctx, all)
	add(services, err)
	endpoints, err := c.CoreV1().Endpoints("").List(ctx, all)
	add(endpoints, err)
	nodes, err := c.CoreV1().Nodes().List(ctx, all)
	add(nodes, err)
	namespaces, err := c.CoreV1().Namespaces().List(ctx, all)
	add(namespaces, err)
	slices, err := c.DiscoveryV1().EndpointSlices("").List(ctx, all)
	add(slices, err)
	ingresses, err := c.NetworkingV1().Ingresses("").List(ctx, all)
	add(ingresses, err)
	replicaSets, err := c.AppsV1().ReplicaSets("").List(ctx, all)
	add(replicaSets, err)
	jobs, err := c.BatchV1().Jobs("").List(ctx, all)
	add(jobs, err)
	return objects
}

// captureGroups leaves out the empty groups that tell of a deleted object.
func captureGroups(expected map[string]*targetgroup.Group) []capture.Object {
	groups := []capture.Object{}
	for source, g := range expected {
		if len(g.Labels)+len(g.Targets) > 0 {
			groups = append(groups, capture.Object{"source": source, "labels": g.Labels, "targets": g.Targets})
		}
	}
	slices.SortFunc(groups, func(a, b capture.Object) int { return strings.Compare(a["source"].(string), b["source"].(string)) })
	return groups
}
