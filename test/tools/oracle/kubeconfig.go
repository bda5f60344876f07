package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"slices"

	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	utilerrors "k8s.io/apimachinery/pkg/util/errors"
	clientscheme "k8s.io/client-go/kubernetes/scheme"
	_ "k8s.io/client-go/plugin/pkg/client/auth" // as in kubectl: oidc, and what is said of gcp and azure
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/clientcmd"
	clientcmdapi "k8s.io/client-go/tools/clientcmd/api"
)

// kubeconfigRequest asks what client-go makes of kubeconfigs. Paths are real ones.
// It is answered by a process of its own (see inChild), since client-go reads the
// environment once, with env as its whole environment and cwd as its folder.
//
// The answer is {stage, errors}: stage is how far it came, "load" (the files are
// refused), "config" (they have no usable context), "transport" (no client can be
// made of it) or "ok". With "missing" an explicit file is not there. With "ok" and
// "transport" there is "config", with all but "load" there is "raw".
type kubeconfigRequest struct {
	Env      map[string]string
	Cwd      string
	Explicit string // as --kubeconfig
	Context  string // as --context
	// Of a kubeconfig-request.
	Path   string
	Times  int
	AtOnce bool
}

func kubeconfigOp(r kubeconfigRequest) (any, error) {
	if !isChild() {
		return inChild("kubeconfig", r)
	}
	return kubeconfigAnswer(r), nil
}

func kubeconfigAnswer(r kubeconfigRequest) object {
	out := object{}
	client, raw, err := loadKubeconfig(r)
	if err != nil {
		return merged(out, failure("load", err), object{"missing": os.IsNotExist(err)})
	}
	out["raw"] = rawNames(raw)
	config, err := client.ClientConfig()
	if err != nil {
		return merged(out, failure("config", err))
	}
	namespace, overridden, err := client.Namespace()
	if err != nil {
		return merged(out, failure("config", err))
	}
	out["namespace"], out["overridden"] = namespace, overridden
	if err := describeConfig(config, out); err != nil {
		return merged(out, failure("transport", err))
	}
	return merged(out, object{"stage": "ok", "errors": []string{}})
}

// loadKubeconfig reads as kubectl does, but for its last resort: kubectl takes
// http://localhost:8080 where nothing names a server.
func loadKubeconfig(r kubeconfigRequest) (clientcmd.ClientConfig, clientcmdapi.Config, error) {
	rules := clientcmd.NewDefaultClientConfigLoadingRules()
	rules.ExplicitPath = r.Explicit
	client := clientcmd.NewNonInteractiveDeferredLoadingClientConfig(rules, &clientcmd.ConfigOverrides{CurrentContext: r.Context})
	raw, err := client.RawConfig()
	return client, raw, err
}

// describeConfig adds what a connection depends on, and fails where no client can
// be made.
func describeConfig(c *rest.Config, out object) error {
	out["config"] = object{
		"host": c.Host, "token": c.BearerToken, "tokenFile": c.BearerTokenFile,
		"username": c.Username, "password": c.Password,
		"insecure": c.Insecure, "serverName": c.ServerName,
		"disableCompression": c.DisableCompression,
		"impersonate": object{
			"user": c.Impersonate.UserName, "uid": c.Impersonate.UID,
			"groups": c.Impersonate.Groups, "extra": c.Impersonate.Extra,
		},
		"caFile": c.CAFile, "certFile": c.CertFile, "keyFile": c.KeyFile,
		"caData": digest(c.CAData), "certData": digest(c.CertData), "keyData": digest(c.KeyData),
		"exec": execImage(c),
	}
	out["proxy"] = proxyOf(c)
	transport, err := c.TransportConfig()
	if err != nil {
		return err
	}
	out["execRuns"] = transport.HasCertCallback()
	if _, err := rest.TransportFor(c); err != nil {
		return err
	}
	copied := rest.CopyConfig(c)
	copied.GroupVersion = &schema.GroupVersion{Version: "v1"}
	copied.APIPath = "/api"
	copied.NegotiatedSerializer = clientscheme.Codecs.WithoutConversion()
	client, err := rest.RESTClientFor(copied)
	if err != nil {
		return err
	}
	out["url"] = client.Get().AbsPath("/probe").URL().String()
	return nil
}

func execImage(c *rest.Config) any {
	e := c.ExecProvider
	if e == nil {
		return nil
	}
	var config json.RawMessage
	if unknown, ok := e.Config.(*runtime.Unknown); ok {
		config = unknown.Raw
	}
	return object{
		"command": e.Command, "args": e.Args, "env": e.Env, "apiVersion": e.APIVersion,
		"interactiveMode": e.InteractiveMode, "installHint": e.InstallHint,
		"provideClusterInfo": e.ProvideClusterInfo, "config": config,
	}
}

func proxyOf(c *rest.Config) string {
	if c.Proxy == nil {
		return ""
	}
	request, err := http.NewRequest(http.MethodGet, "https://server.example", nil)
	if err != nil {
		return ""
	}
	u, err := c.Proxy(request)
	if err != nil || u == nil {
		return ""
	}
	return u.String()
}

func rawNames(raw clientcmdapi.Config) object {
	return object{
		"clusters": sortedKeys(raw.Clusters), "users": sortedKeys(raw.AuthInfos), "contexts": sortedKeys(raw.Contexts),
		"current": raw.CurrentContext,
	}
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

func digest(data []byte) string {
	if len(data) == 0 {
		return ""
	}
	sum := sha256.Sum256(bytes.Clone(data))
	return hex.EncodeToString(sum[:])
}

// failure lists the single errors of an aggregate.
func failure(stage string, err error) object {
	texts := []string{}
	var aggregate utilerrors.Aggregate
	if errors.As(err, &aggregate) {
		for _, one := range aggregate.Errors() {
			texts = append(texts, one.Error())
		}
	} else {
		texts = append(texts, fmt.Sprint(err))
	}
	return object{"stage": stage, "errors": texts}
}

func merged(objects ...object) object {
	out := object{}
	for _, one := range objects {
		for key, value := range one {
			out[key] = value
		}
	}
	return out
}
