package repo

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"strings"
	"testing"
)

// root is the module's folder, seen from this package's.
const root = "../.."

// maxTextBytes bounds the files that are read as text; what is larger is
// bundled or generated, and reviewed elsewhere.
const maxTextBytes = 1 << 20

// A source is one Go file of the module.
type source struct {
	name string // from the root, with slashes
	ast  *ast.File
}

func (s source) dir() string  { return path.Dir(s.name) }
func (s source) isTest() bool { return strings.HasSuffix(s.name, "_test.go") }

// parse reads a Go file; the plants of the tests below come through here too.
func parse(t *testing.T, name string, text []byte) source {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), name, text, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	return source{name, file}
}

// sources gives the Go files of the module, those behind build tags included.
// Like the go command it passes over testdata and modules of their own.
func sources(t *testing.T) []source {
	t.Helper()
	var all []source
	for name, text := range texts(t) {
		if path.Ext(name) == ".go" && !strings.Contains("/"+name, "/testdata/") && !strings.HasPrefix(name, "tools/") {
			all = append(all, parse(t, name, text))
		}
	}
	if len(all) < 10 {
		t.Fatalf("%d Go files under %s: the tests look in the wrong place", len(all), root)
	}
	return all
}

// built are the folders and kinds of file that .gitignore keeps out.
var built = map[string]bool{".git": true, "dist": true, "jalons": true, "tools/outside/node_modules": true,
	"tools/outside/generated": true, "tools/outside/goclient/api": true, ".db": true, ".test": true, ".out": true}

// texts gives the text files of the repository by name, from the root.
func texts(t *testing.T) map[string][]byte {
	t.Helper()
	all := map[string][]byte{}
	files := os.DirFS(root)
	err := fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		topLevel := !strings.Contains(name, "/")
		if entry.IsDir() {
			if built[name] {
				return fs.SkipDir
			}
			return nil
		}
		info, err := entry.Info()
		if err != nil || !info.Mode().IsRegular() || info.Size() > maxTextBytes || built[path.Ext(name)] || (topLevel && built[name]) {
			return err
		}
		text, err := fs.ReadFile(files, name)
		if err == nil && !bytes.ContainsRune(text, 0) {
			all[name] = text
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}
