package api

import (
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

const readmePath = "../README.md"

// localAddress finds the addresses that README gives, as a reader would copy them.
var localAddress = regexp.MustCompile(`(?:localhost:8080|https://jalons\.example)(/[^\s"'` + "`" + `)]*)`)

// search asks of README's curl -G are put together by curl.
var queryWords = regexp.MustCompile(`curl -G localhost:8080(\S+) --data-urlencode 'q=([^']+)'`)

// Every address in README answers: nobody is shown one that does not.
func TestReadmeAddressesAnswer(t *testing.T) {
	text, err := os.ReadFile(readmePath)
	if err != nil {
		t.Fatal(err)
	}
	s := newTestServer(t)
	page := queryWords.ReplaceAllString(string(text), "localhost:8080$1?q=$2")
	asked := 0
	for _, m := range localAddress.FindAllStringSubmatch(page, -1) {
		address := strings.TrimRight(m[1], ".,;")
		if strings.ContainsAny(address, "…{") || address == "/" {
			continue // no address to copy
		}
		asked++
		if w := ask(s, strings.ReplaceAll(address, " ", "%20")); w.Code != http.StatusOK {
			t.Errorf("README gives %s, which answers %d: %.200s", address, w.Code, w.Body)
		}
	}
	if asked < 40 {
		t.Errorf("%d addresses found in README: the pattern does not see them", asked)
	}
}

// recipe finds the code blocks of README's recipes.
var recipe = regexp.MustCompile("(?s)```(sh|python|js|r)\n(.*?)```")

// interpreters run a recipe's file, by the language of its block.
var interpreters = map[string][]string{"sh": {"bash", "-eu"}, "python": {"python3"}, "js": {"node"}, "r": {"Rscript"}}

// The recipes run, and say something: each with the tool that it is for, where
// that is installed.
func TestRecipes(t *testing.T) {
	text, err := os.ReadFile(readmePath)
	if err != nil {
		t.Fatal(err)
	}
	_, after, _ := strings.Cut(string(text), "\n## Recipes\n")
	section, _, _ := strings.Cut(after, "\n## ")
	live := httptest.NewServer(newTestServer(t))
	defer live.Close()
	blocks := recipe.FindAllStringSubmatch(section, -1)
	if len(blocks) != len(interpreters) {
		t.Fatalf("%d recipes found, want one for each of %v", len(blocks), interpreters)
	}
	for _, block := range blocks {
		t.Run(block[1], func(t *testing.T) {
			with := interpreters[block[1]]
			if _, err := exec.LookPath(with[0]); err != nil {
				t.Skipf("%s is not installed", with[0])
			}
			dir := t.TempDir()
			name := filepath.Join(dir, map[string]string{"js": "recipe.mjs"}[block[1]])
			if name == dir {
				name = filepath.Join(dir, "recipe")
			}
			if err := os.WriteFile(name, []byte(strings.ReplaceAll(block[2], "http://localhost:8080", live.URL)), 0o600); err != nil {
				t.Fatal(err)
			}
			c := exec.CommandContext(t.Context(), with[0], append(with[1:], name)...)
			c.Dir, c.Env = dir, append(os.Environ(), "no_proxy=*", "NO_PROXY=*")
			if out, err := c.CombinedOutput(); err != nil || len(strings.TrimSpace(string(out))) == 0 {
				t.Errorf("%v: %s", err, out)
			} else {
				t.Logf("%s", out)
			}
		})
	}
}
