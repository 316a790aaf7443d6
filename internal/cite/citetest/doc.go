// Package citetest reads citations strictly, for tests: BibTeX, CSL-JSON and
// RIS, each by a parser of its own that refuses what a reference manager might
// stumble over. It knows nothing of what wrote them, and no program imports it.
package citetest

// An Entry is a reference, whatever format it was written in.
type Entry struct {
	Key, Type string
	// Fields by name; texts as people read them, addresses and dates as written.
	Fields map[string][]string
}

// Get gives the one value of a field, "" where there is none.
func (e Entry) Get(name string) string {
	if len(e.Fields[name]) != 1 {
		return ""
	}
	return e.Fields[name][0]
}
