package repo

import (
	"fmt"
	"go/ast"
	"strconv"
	"strings"
	"testing"
)

// undocumented gives the packages without a doc comment that says what they
// provide: "Package x …", or any for a command.
func undocumented(all []source) (wrong []string) {
	documented := map[string]bool{}
	for _, s := range all {
		if s.isTest() {
			continue
		}
		name := s.ast.Name.Name
		text := strings.TrimSpace(s.ast.Doc.Text())
		good := strings.HasPrefix(text, "Package "+name+" ") || (name == "main" && text != "")
		key := s.dir() + ": package " + name
		documented[key] = documented[key] || good
	}
	for key, good := range documented {
		if !good {
			wrong = append(wrong, key+" has no doc comment")
		}
	}
	return wrong
}

func TestPackagesAreDocumented(t *testing.T) {
	for _, wrong := range undocumented(sources(t)) {
		t.Error(wrong)
	}
}

func TestMissingDocsAreSeen(t *testing.T) {
	for text, wrong := range map[string]bool{
		"// Package x counts.\npackage x\n":          false,
		"// Jalons serves the data.\npackage main\n": false,
		"package x\n":                                  true,
		"package main\n":                               true,
		"// A word on the side.\n\npackage x\n":        true,
		"// Package y is another's name.\npackage x\n": true,
	} {
		if got := undocumented([]source{parse(t, "x/x.go", []byte(text))}); (len(got) > 0) != wrong {
			t.Errorf("%q: wrong is %v, found %q", text, wrong, got)
		}
	}
}

// A ban keeps a function of the standard library out of some files.
type ban struct {
	path, name string // of the function
	in         func(source) bool
	why        string
}

var bans = []ban{
	{"time", "Sleep", source.isTest, "a test waits for the thing itself, never for time to pass"},
	{"time", "Now", pure, "the only today of the dataset is its updated_on"},
	{"os", "Getenv", belowCommand, "flags and variables are read in cmd alone"},
	{"os", "LookupEnv", belowCommand, "flags and variables are read in cmd alone"},
	{"os", "Environ", belowCommand, "flags and variables are read in cmd alone"},
}

func belowCommand(s source) bool { return !s.isTest() && !within(s.name, "cmd") }

func pure(s source) bool {
	return !s.isTest() && (within(s.name, "internal/edtf") || within(s.name, "internal/dataset"))
}

// banned gives the calls in a file that a ban keeps out of it.
func banned(s source) (wrong []string) {
	local := map[string]string{} // the name in the file of an imported package, to its path
	for _, spec := range s.ast.Imports {
		to, _ := strconv.Unquote(spec.Path.Value)
		name := to[strings.LastIndex(to, "/")+1:]
		if spec.Name != nil {
			name = spec.Name.Name
		}
		local[name] = to
	}
	ast.Inspect(s.ast, func(n ast.Node) bool {
		selector, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		x, ok := selector.X.(*ast.Ident)
		if !ok {
			return true
		}
		for _, b := range bans {
			if local[x.Name] == b.path && selector.Sel.Name == b.name && b.in(s) {
				wrong = append(wrong, fmt.Sprintf("%s uses %s.%s: %s", s.name, b.path, b.name, b.why))
			}
		}
		return true
	})
	return wrong
}

func TestNothingBannedIsUsed(t *testing.T) {
	for _, s := range sources(t) {
		for _, wrong := range banned(s) {
			t.Error(wrong)
		}
	}
}

func TestBannedCallsAreSeen(t *testing.T) {
	const body = "package x\nimport %s\nfunc f() { %s }\n"
	for _, c := range []struct {
		file, imports, call string
		wrong               bool
	}{
		{"api/x_test.go", `"time"`, "time.Sleep(1)", true},
		{"api/x_test.go", `clock "time"`, "clock.Sleep(1)", true},
		{"api/x_test.go", `"example.org/time"`, "time.Sleep(1)", false},
		{"api/x.go", `"time"`, "time.Sleep(1)", false},
		{"api/x.go", `"time"`, "_ = time.Now()", false},
		{"internal/dataset/x.go", `"time"`, "_ = time.Now()", true},
		{"internal/dataset/x_test.go", `"time"`, "_ = time.Now()", false},
		{"internal/store/x.go", `"os"`, `os.Getenv("X")`, true},
		{"internal/store/x_test.go", `"os"`, `os.Getenv("X")`, false},
		{"cmd/jalons/main.go", `"os"`, `os.Getenv("X")`, false},
	} {
		s := parse(t, c.file, fmt.Appendf(nil, body, c.imports, c.call))
		if got := banned(s); (len(got) > 0) != c.wrong {
			t.Errorf("%s with %s: wrong is %v, found %q", c.file, c.call, c.wrong, got)
		}
	}
}
