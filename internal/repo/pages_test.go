package repo

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"regexp"
	"strings"
	"testing"
)

// pages are those that people find their way by; what they name must be there.
var pages = []string{"README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "fixtures/README.md", "deploy/README.md"}

var (
	// A file or folder of the repository in code style: it begins with a folder
	// of the root, and holds no placeholder such as <id>.
	namedPath = regexp.MustCompile("`((?:fixtures|internal|api|cmd|deploy|docs|tools|\\.ci)(?:/[\\w.*-]+)*)`")
	link      = regexp.MustCompile(`\]\(([^)#:\s]+)(?:#[^)]*)?\)`)
)

// missing gives the files and folders that a page names and files do not hold.
// Links are relative to the page, names in code style to the root.
func missing(page string, text string, files fs.FS) (wrong []string) {
	var names []string
	for _, m := range namedPath.FindAllStringSubmatch(text, -1) {
		names = append(names, m[1])
	}
	for _, m := range link.FindAllStringSubmatch(text, -1) {
		names = append(names, path.Join(path.Dir(page), m[1]))
	}
	for _, name := range names {
		if found, err := fs.Glob(files, name); err != nil || len(found) == 0 {
			wrong = append(wrong, fmt.Sprintf("%s names %s, which is not there", page, name))
		}
	}
	return wrong
}

func TestPagesNameWhatIsThere(t *testing.T) {
	all := texts(t)
	for _, page := range pages {
		if len(all[page]) == 0 {
			t.Errorf("there is no %s", page)
		}
		for _, wrong := range missing(page, string(all[page]), os.DirFS(root)) {
			t.Error(wrong)
		}
	}
}

func TestMissingNamesAreSeen(t *testing.T) {
	for text, wrong := range map[string]bool{
		"`internal/repo` and `internal/repo/*_test.go`": false,
		"[the licence](../LICENSE)":                     false,
		"[further](https://x.example/y) [here](#here)":  false,
		"`programmes/<id>.yaml`":                        false,
		"`internal/nowhere`":                            true,
		"`api/at_*.nowhere`":                            true,
		"[the licence](LICENCE)":                        true,
	} {
		if got := missing("fixtures/README.md", text, os.DirFS(root)); (len(got) > 0) != wrong {
			t.Errorf("%q: wrong is %v, found %q", text, wrong, got)
		}
	}
}

// maxArchitectureLines keeps ARCHITECTURE.md a page that is read whole.
const maxArchitectureLines = 100

func TestArchitectureIsShort(t *testing.T) {
	lines := strings.Count(string(texts(t)["ARCHITECTURE.md"]), "\n")
	if lines == 0 || lines > maxArchitectureLines {
		t.Errorf("ARCHITECTURE.md has %d lines: at least one, at most %d", lines, maxArchitectureLines)
	}
}
