package api

import (
	"strings"
	"testing"

	"jalons/internal/dataset"
)

// Every column has its words, in both languages, and every entry of the
// dictionary is the words of some column.
func TestEveryColumnHasWords(t *testing.T) {
	used := map[string]bool{}
	for _, d := range Describe() {
		for _, c := range d.Columns {
			for what, text := range map[string]dataset.Text{"label": c.Label, "description": c.Doc} {
				if text.FR == "" || text.EN == "" {
					t.Errorf("%s.%s has no %s in both languages", d.Name, c.Name, what)
				}
			}
			base := strings.TrimSuffix(strings.TrimSuffix(c.Name, "_earliest"), "_latest")
			if key, _, ok := entry(d.Name, base); ok {
				used[key] = true
			}
		}
	}
	for key := range dictionary {
		if !used[key] {
			t.Errorf("the dictionary's %s is the words of no column", key)
		}
	}
}

// A heading of a CSV file tells columns apart.
func TestLabelsDifferWithinATable(t *testing.T) {
	for _, d := range Describe() {
		seen := map[string]string{}
		for _, c := range d.Columns {
			for _, label := range []string{"fr: " + c.Label.FR, "en: " + c.Label.EN} {
				if other, twice := seen[label]; twice {
					t.Errorf("%s: %s and %s have one label, %q", d.Name, other, c.Name, label)
				}
				seen[label] = c.Name
			}
		}
	}
}

// What an annotation of swag would cut off or take for something else stays out
// of the words.
func TestWordsFitAnnotations(t *testing.T) {
	for key, w := range dictionary {
		for _, text := range []string{w.label.FR, w.label.EN, w.doc.FR, w.doc.EN} {
			for _, bad := range []string{`"`, " · ", "\n", "enums(", "maximum(", "minimum(", "default(", "length(", "format(", "extensions(", "example("} {
				if strings.Contains(strings.ToLower(text), bad) {
					t.Errorf("%s holds %q: %s", key, bad, text)
				}
			}
		}
	}
}
