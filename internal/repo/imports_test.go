package repo

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// module is the path that imports of our own packages begin with.
const module = "jalons/"

// order is the one way through: a package imports from the lines above its own,
// never from its own line or below. A folder stands for those under it. What
// stands on the last line is imported by nobody, so the tools that make the
// OpenAPI document never end up in the server.
var order = [][]string{
	{"fixtures", "docs", "internal/edtf", "internal/metrics", "internal/repo"},
	{"internal/card", "internal/chart", "internal/cite", "internal/dataset", "internal/feed", "internal/search"},
	{"internal/catalogue", "internal/export", "internal/store"},
	{"api"},
	{"cmd", "deploy", "internal/bench", "internal/openapi"},
}

// homes gives each dependency the one folder that may import it.
var homes = map[string]string{
	"github.com/CycloneDX/cyclonedx-go":   "cmd/jalons",
	"github.com/alecthomas/kong":          "cmd/jalons",
	"github.com/andybalholm/brotli":       "api",
	"github.com/arran4/golang-ical":       "internal/feed",
	"github.com/getkin/kin-openapi":       "internal/openapi",
	"github.com/kljensen/snowball":        "internal/search",
	"github.com/labstack/echo/v4":         "api",
	"github.com/klauspost/compress":       "internal/store",
	"github.com/mattn/go-sqlite3":         "internal/store",
	"github.com/oasdiff/yaml":             "internal/openapi",
	"github.com/maypok86/otter/v2":        "api",
	"github.com/prometheus/client_golang": "internal/metrics",
	"github.com/xuri/excelize/v2":         "internal/export",
	"go.yaml.in/yaml/v3":                  "internal/dataset",
	"golang.org/x/image":                  "internal/card",
	"golang.org/x/text":                   "internal/search",
	"gorm.io/driver/sqlite":               "internal/store",
	"gorm.io/gorm":                        "internal/store",
}

// forTests are dependencies of tests, wherever these are, and of nothing else.
var forTests = []string{"github.com/emersion/go-ical", "github.com/mmcdole/gofeed", "github.com/piprate/json-gold", "golang.org/x/net/html", "golang.org/x/net/nettest", "golang.org/x/tools/txtar", "pgregory.net/rapid"}

// within reports whether a slash-separated path is folder, or below it.
func within(name, folder string) bool {
	return name == folder || strings.HasPrefix(name, folder+"/")
}

// place finds a folder's entry in order and the entry's line, -1 without one.
func place(dir string) (entry string, line int) {
	for i, entries := range order {
		for _, entry := range entries {
			if within(dir, entry) {
				return entry, i
			}
		}
	}
	return "", -1
}

// badImports gives what is wrong with the imports of one file.
func badImports(s source) (wrong []string) {
	entry, line := place(s.dir())
	if line < 0 {
		return []string{fmt.Sprintf("%s: its package has no place in order: give it one in internal/repo", s.name)}
	}
	for _, spec := range s.ast.Imports {
		to, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			return append(wrong, fmt.Sprintf("%s: %v", s.name, err))
		}
		own, isOwn := strings.CutPrefix(to, module)
		first, _, _ := strings.Cut(to, "/")
		switch {
		case isOwn:
			if toEntry, toLine := place(own); toLine < 0 || (toLine >= line && toEntry != entry) {
				wrong = append(wrong, fmt.Sprintf("%s imports %s, which is no way to the left", s.name, own))
			}
		case strings.Contains(first, "."): // a domain: neither ours nor the standard library
			if why := misplaced(s, to); why != "" {
				wrong = append(wrong, fmt.Sprintf("%s imports %s: %s", s.name, to, why))
			}
		}
	}
	return wrong
}

// misplaced says why a file may not import a dependency, "" where it may.
func misplaced(s source, to string) string {
	for dependency, home := range homes {
		if !within(to, dependency) {
			continue
		}
		if within(s.dir(), home) {
			return ""
		}
		return "it lives in " + home
	}
	switch {
	case !slices.ContainsFunc(forTests, func(d string) bool { return within(to, d) }):
		return "it has no home yet: give it one in internal/repo"
	case !s.isTest():
		return "it is for tests alone"
	}
	return ""
}

func TestImportsPointLeft(t *testing.T) {
	for _, s := range sources(t) {
		for _, wrong := range badImports(s) {
			t.Error(wrong)
		}
	}
}

func TestBadImportsAreSeen(t *testing.T) {
	for _, c := range []struct {
		file, imports string
		wrong         bool
	}{
		{"internal/dataset/x.go", "jalons/internal/edtf", false},
		{"internal/dataset/x_test.go", "jalons/internal/dataset", false},
		{"internal/openapi/gen/main.go", "jalons/internal/openapi", false},
		{"internal/openapi/gen/main.go", "jalons/api", false},
		{"cmd/jalons/main.go", "jalons/internal/store", false},
		{"internal/edtf/x.go", "jalons/internal/dataset", true},
		{"internal/dataset/x.go", "jalons/internal/store", true},
		{"internal/store/x_test.go", "jalons/api", true},
		{"api/x.go", "jalons/internal/openapi", true},
		{"cmd/jalons/main.go", "jalons/internal/openapi", true},
		{"internal/edtf/x.go", "jalons/fixtures", true},
		{"internal/newcomer/x.go", "fmt", true},
		{"internal/store/x.go", "jalons/internal/newcomer", true},
		{"api/x.go", "net/http", false},
		{"api/x.go", "github.com/labstack/echo/v4/middleware", false},
		{"internal/store/x.go", "github.com/labstack/echo/v4", true},
		{"api/x.go", "gorm.io/gorm/clause", true},
		{"api/x.go", "github.com/labstack/echo", true},
		{"api/x_test.go", "pgregory.net/rapid", false},
		{"api/x.go", "pgregory.net/rapid", true},
		{"api/x.go", "example.org/newcomer", true},
	} {
		s := parse(t, c.file, fmt.Appendf(nil, "package x\nimport _ %q\n", c.imports))
		if wrong := badImports(s); (len(wrong) > 0) != c.wrong {
			t.Errorf("%s imports %s: wrong is %v, found %q", c.file, c.imports, c.wrong, wrong)
		}
	}
}
