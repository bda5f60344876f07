// Program kustomize answers what `kustomize build` makes of a folder: one JSON
// request per input line, one JSON answer per output line, in the order of the
// requests. Files are those of the request; nothing is read from the disk or
// the network, and no plugin is run.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"os"

	"sigs.k8s.io/kustomize/api/krusty"
	"sigs.k8s.io/kustomize/api/types"
	"sigs.k8s.io/kustomize/kyaml/filesys"
)

// request is a folder to build and the files around it, by absolute path.
type request struct {
	Root  string            `json:"root"`
	Files map[string]string `json:"files"`
}

// answer has the objects that come of the folder, or why kustomize refuses it.
type answer struct {
	Objects []map[string]any `json:"objects,omitzero"`
	Error   string           `json:"error,omitempty"`
}

func main() {
	errors := os.Stderr
	os.Stderr = nil // where kustomize warns of fields that are deprecated
	log.SetOutput(io.Discard)
	if err := serve(os.Stdin, os.Stdout); err != nil {
		_, _ = io.WriteString(errors, err.Error()+"\n")
		os.Exit(1)
	}
}

// serve answers every line of in on out until in ends.
func serve(in io.Reader, out io.Writer) error {
	lines := bufio.NewReaderSize(in, 1<<20)
	buffered := bufio.NewWriterSize(out, 1<<16)
	encoder := json.NewEncoder(buffered)
	for {
		line, err := lines.ReadBytes('\n')
		if len(line) > 1 {
			if err := encoder.Encode(build(line)); err != nil {
				return err
			}
		}
		if err != nil {
			if flushed := buffered.Flush(); err == io.EOF {
				return flushed
			}
			return err
		}
		if lines.Buffered() == 0 {
			if err := buffered.Flush(); err != nil {
				return err
			}
		}
	}
}

// build answers one line, whatever happens.
func build(line []byte) (result answer) {
	defer func() {
		if p := recover(); p != nil {
			result = answer{Error: fmt.Sprint("panic: ", p)}
		}
	}()
	var asked request
	if err := json.Unmarshal(line, &asked); err != nil {
		return answer{Error: "bad request: " + err.Error()}
	}
	files := filesys.MakeFsInMemory()
	for path, text := range asked.Files {
		if err := files.WriteFile(path, []byte(text)); err != nil {
			return answer{Error: "bad request: " + err.Error()}
		}
	}
	options := krusty.MakeDefaultOptions()
	options.LoadRestrictions = types.LoadRestrictionsNone // as Flux builds
	built, err := krusty.MakeKustomizer(options).Run(files, asked.Root)
	if err != nil {
		return answer{Error: err.Error()}
	}
	objects := []map[string]any{}
	for _, resource := range built.Resources() {
		object, err := resource.Map()
		if err != nil {
			return answer{Error: err.Error()}
		}
		objects = append(objects, object)
	}
	return answer{Objects: objects}
}
