package main

import (
	"context"
	"errors"
	"net/http"
	"sort"
	"time"

	authenticationv1 "k8s.io/api/authentication/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/tools/clientcmd"
)

// whoamiRequest names a kubeconfig.
type whoamiRequest struct {
	File string
}

// whoamiOp asks the API server of a kubeconfig who asks, with the client that the
// discovery of Prometheus makes of a kubeconfig_file: {user, groups}, the groups
// sorted; {status} where the server does not take the credentials; {refused} where
// there is no client.
func whoamiOp(r whoamiRequest) (any, error) {
	config, err := clientcmd.BuildConfigFromFlags("", r.File)
	if err != nil {
		return object{"refused": err.Error()}, nil
	}
	client, err := kubernetes.NewForConfig(config)
	if err != nil {
		return object{"refused": err.Error()}, nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	reviews := client.AuthenticationV1().SelfSubjectReviews()
	review, err := reviews.Create(ctx, &authenticationv1.SelfSubjectReview{}, metav1.CreateOptions{})
	var status apierrors.APIStatus
	if errors.As(err, &status) && status.Status().Code == http.StatusUnauthorized {
		return object{"status": http.StatusUnauthorized}, nil
	}
	if err != nil {
		return nil, err
	}
	groups := append([]string{}, review.Status.UserInfo.Groups...)
	sort.Strings(groups)
	return object{"user": review.Status.UserInfo.Username, "groups": groups}, nil
}
