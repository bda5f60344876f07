// Package capture writes what a test puts in and expects as a JSON line, in the
// form of a request of the oracle and its answer. This and the other files here
// are copied into a temporary copy of Prometheus, at the same place without the
// leading underscore, whose tests then call them.
package capture

import (
	"encoding/json"
	"os"
	"path/filepath"
	"sync"
)

// Object is a JSON object.
type Object = map[string]any

// line is one scenario: Case counts those of a test.
type line struct {
	Test     string `json:"test"`
	Case     int    `json:"case"`
	Input    Object `json:"input"`
	Expected Object `json:"expected"`
}

var (
	mu     sync.Mutex
	counts = map[string]int{}
)

// Write appends a scenario to a file in the folder that CAPTURE_FOLDER names.
func Write(file, test string, input, expected Object) {
	mu.Lock()
	defer mu.Unlock()
	f, err := os.OpenFile(filepath.Join(os.Getenv("CAPTURE_FOLDER"), file), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		panic(err)
	}
	defer f.Close()
	if err := json.NewEncoder(f).Encode(line{test, counts[test], input, expected}); err != nil {
		panic(err)
	}
	counts[test]++
}
