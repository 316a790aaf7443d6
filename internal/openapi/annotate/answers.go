package main

import (
	_ "embed"
	"encoding/json"
)

//go:embed answers.json
var answersJSON []byte

// answers are example answers by operation, cut short: recorded from the service
// by the tests of package openapi with -update, and held against the document
// by them ever after.
var answers = func() (all map[string]json.RawMessage) {
	if err := json.Unmarshal(answersJSON, &all); err != nil {
		panic(err) // a file of this package
	}
	return all
}()
