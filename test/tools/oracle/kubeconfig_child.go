package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
)

// childMark is set in the environment of the processes that inChild starts.
const childMark = "PROMETHEUS_KUBERNETES_ORACLE_CHILD"

func isChild() bool { return os.Getenv(childMark) != "" }

// inChild puts the request to another process of this program, whose environment
// and folder are those of the request. What credential plugins print to the
// standard error output is in the answer as "stderr".
func inChild(op string, r kubeconfigRequest) (any, error) {
	program, err := os.Executable()
	if err != nil {
		return nil, err
	}
	line, err := json.Marshal(struct {
		Op string
		kubeconfigRequest
	}{op, r})
	if err != nil {
		return nil, err
	}
	var stdout, stderr bytes.Buffer
	child := exec.Command(program)
	child.Dir = r.Cwd
	child.Env = []string{childMark + "=1"}
	for name, value := range r.Env {
		child.Env = append(child.Env, name+"="+value)
	}
	child.Stdin, child.Stdout, child.Stderr = bytes.NewReader(append(line, '\n')), &stdout, &stderr
	if err := child.Run(); err != nil {
		return nil, fmt.Errorf("the child: %w: %s", err, stderr.String())
	}
	answer := object{}
	if err := json.Unmarshal(stdout.Bytes(), &answer); err != nil {
		return nil, fmt.Errorf("the child's answer: %w", err)
	}
	answer["stderr"] = stderr.String()
	return answer, nil
}
