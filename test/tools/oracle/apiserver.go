package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	kfields "k8s.io/apimachinery/pkg/fields"
	klabels "k8s.io/apimachinery/pkg/labels"
)

// apiServer is the smallest API server that client-go's informers accept: list
// and watch of fixed objects, with label and field selectors.
// https://kubernetes.io/docs/reference/using-api/api-concepts/
type apiServer struct{ objects []object }

// resourceKind is the kind of a resource and its API version.
type resourceKind struct{ kind, version string }

// resources are those that discovery watches, by their names in paths.
var resources = map[string]resourceKind{
	"pods":           {"Pod", "v1"},
	"services":       {"Service", "v1"},
	"endpoints":      {"Endpoints", "v1"},
	"nodes":          {"Node", "v1"},
	"namespaces":     {"Namespace", "v1"},
	"endpointslices": {"EndpointSlice", "discovery.k8s.io/v1"},
	"ingresses":      {"Ingress", "networking.k8s.io/v1"},
	"replicasets":    {"ReplicaSet", "apps/v1"},
	"jobs":           {"Job", "batch/v1"},
}

// fieldPaths are offered to field selectors. A real server offers fewer per kind
// and refuses the others.
var fieldPaths = []string{
	"metadata.name", "metadata.namespace", "spec.nodeName", "spec.schedulerName", "spec.serviceAccountName", "spec.restartPolicy",
	"spec.hostNetwork", "spec.unschedulable", "spec.clusterIP", "spec.type", "status.phase", "status.podIP", "status.nominatedNodeName",
}

// newAPIServer takes Kubernetes objects as JSON.
func newAPIServer(objects []json.RawMessage) (*apiServer, error) {
	s := &apiServer{}
	for _, raw := range objects {
		var o object
		if err := json.Unmarshal(raw, &o); err != nil {
			return nil, err
		}
		if o["kind"] == nil || o["apiVersion"] == nil || at(o, "metadata") == nil {
			return nil, fmt.Errorf("object without kind, apiVersion or metadata: %.80s", raw)
		}
		at(o, "metadata")["resourceVersion"] = "1"
		s.objects = append(s.objects, o)
	}
	return s, nil
}

// at is the object at a path; nil if there is none.
func at(o object, path ...string) object {
	for _, p := range path {
		o, _ = o[p].(object)
	}
	return o
}

// ServeHTTP answers a list, or a watch with its initial events.
func (s *apiServer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	resource, found := s.find(r.URL)
	k, ok := resources[resource]
	if !ok {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	enc := json.NewEncoder(w)
	if r.URL.Query().Get("watch") == "" {
		_ = enc.Encode(object{"kind": k.kind + "List", "apiVersion": k.version, "metadata": object{"resourceVersion": "1"}, "items": found})
		return
	}
	if r.URL.Query().Get("sendInitialEvents") == "true" {
		for _, o := range found {
			_ = enc.Encode(object{"type": "ADDED", "object": o})
		}
		_ = enc.Encode(object{"type": "BOOKMARK", "object": object{"kind": k.kind, "apiVersion": k.version, "metadata": object{
			"resourceVersion": "1", "annotations": object{"k8s.io/initial-events-end": "true"}}}})
	}
	w.(http.Flusher).Flush()
	<-r.Context().Done()
}

// find selects the objects that a URL names; a bad selector selects none.
func (s *apiServer) find(u *url.URL) (resource string, found []object) {
	parts := strings.Split(strings.Trim(u.Path, "/"), "/")
	resource, found = parts[len(parts)-1], []object{}
	namespace := ""
	if n := len(parts); n >= 3 && parts[n-3] == "namespaces" {
		namespace = parts[n-2]
	}
	byLabel, lerr := klabels.Parse(u.Query().Get("labelSelector"))
	byField, ferr := kfields.ParseSelector(u.Query().Get("fieldSelector"))
	if lerr != nil || ferr != nil {
		return resource, found
	}
	for _, o := range s.objects {
		if o["kind"] != resources[resource].kind {
			continue
		}
		fields := fieldSet(o)
		if (namespace == "" || namespace == fields["metadata.namespace"]) && byLabel.Matches(labelSet(o)) && byField.Matches(fields) {
			found = append(found, o)
		}
	}
	return resource, found
}

func labelSet(o object) klabels.Set {
	set := klabels.Set{}
	for k, v := range at(o, "metadata", "labels") {
		set[k] = fmt.Sprint(v)
	}
	return set
}

func fieldSet(o object) kfields.Set {
	set := kfields.Set{}
	for _, path := range fieldPaths {
		top, field, _ := strings.Cut(path, ".")
		if v, ok := at(o, top)[field]; ok {
			set[path] = fmt.Sprint(v)
		}
	}
	return set
}
