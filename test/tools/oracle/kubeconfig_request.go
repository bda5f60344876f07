package main

import (
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"

	"k8s.io/client-go/rest"
)

// kubeconfigRequestOp resolves a kubeconfig and sends a GET for path, times times
// through one client, one after another or at once. The answer is {stage, errors} of
// kubeconfigAnswer when there is no client, else {stage: "request", answers}: for
// each request {status}, or {failure, error} with failure one of "tls", "network"
// and "client" (it was never sent).
func kubeconfigRequestOp(r kubeconfigRequest) (any, error) {
	if !isChild() {
		return inChild("kubeconfig-request", r)
	}
	client, _, err := loadKubeconfig(r)
	if err != nil {
		return failure("load", err), nil
	}
	config, err := client.ClientConfig()
	if err != nil {
		return failure("config", err), nil
	}
	out := object{}
	if err := describeConfig(config, out); err != nil {
		return failure("transport", err), nil
	}
	httpClient, err := rest.HTTPClientFor(config)
	if err != nil {
		return failure("transport", err), nil
	}
	base, _, err := rest.DefaultServerUrlFor(config)
	if err != nil {
		return failure("transport", err), nil
	}
	rests, err := rest.NewRESTClient(base, "", rest.ClientContentConfig{}, nil, httpClient)
	if err != nil {
		return failure("transport", err), nil
	}
	asked, err := url.Parse(r.Path)
	if err != nil {
		return nil, err
	}
	query := rests.Get().AbsPath(asked.Path)
	for name, values := range asked.Query() {
		for _, value := range values {
			query = query.Param(name, value)
		}
	}
	target := query.URL()
	answers := make([]object, max(r.Times, 1))
	var all sync.WaitGroup
	for i := range answers {
		send := func() {
			request := &http.Request{Method: http.MethodGet, URL: target, Header: http.Header{}}
			answers[i] = sent(httpClient, request)
		}
		if r.AtOnce {
			all.Go(send)
		} else {
			send()
		}
	}
	all.Wait()
	return object{"stage": "request", "errors": []string{}, "answers": answers}, nil
}

func sent(client *http.Client, request *http.Request) object {
	response, err := client.Do(request)
	if err != nil {
		return object{"failure": failureClass(err), "error": err.Error()}
	}
	defer response.Body.Close()
	_, _ = io.Copy(io.Discard, response.Body)
	return object{"status": response.StatusCode}
}

// failureClass goes by the text where crypto/tls and net/http have no type for an
// error.
func failureClass(err error) string {
	text := err.Error()
	if strings.Contains(text, "getting credentials: ") {
		return "client"
	}
	for _, part := range []string{"tls: ", "x509: ", "server gave HTTP response to HTTPS client"} {
		if strings.Contains(text, part) {
			return "tls"
		}
	}
	var network *net.OpError
	if errors.As(err, &network) || errors.Is(err, io.EOF) {
		return "network"
	}
	return "client"
}
