package main

import (
	"bytes"
	"fmt"
	"html"
	"io"
	"io/fs"
	"log/slog"
	"mime"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"jalons/api"
	"jalons/internal/dataset"
	"jalons/internal/dataset/datasettest"
	"jalons/internal/store"
)

// exported runs the export of a small dataset once, and serves the same data.
func exported(t *testing.T, public string) (dir string, live *api.Server) {
	t.Helper()
	fixtures := smallFixtures(t)
	dir = filepath.Join(t.TempDir(), "site")
	status, stdout, stderr := command(t, "export", dir, "--fixtures", fixtures, "--public-url", public)
	if status != 0 || !strings.Contains(stdout, " files, ") || stderr != "" {
		t.Fatalf("status %d; said %q and %q", status, stdout, stderr)
	}
	d, findings := dataset.Load(os.DirFS(fixtures))
	if err := findings.Err(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "jalons.db")
	if _, err := store.Build(path, d, buildID()); err != nil {
		t.Fatal(err)
	}
	data, err := store.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = data.Close() })
	return dir, api.New(api.Config{PublicURL: public, Build: buildID(), Logger: slog.New(slog.DiscardHandler)}, data)
}

// asked asks the live service for an address.
func asked(live *api.Server, address string) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	live.ServeHTTP(w, httptest.NewRequest(http.MethodGet, address, nil))
	return w
}

// names gives the names of all files below a folder.
func names(t *testing.T, dir string) (all []string) {
	t.Helper()
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			all = append(all, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

const exportedURL = "https://jalons.test"

// forHosts are the files that are for web servers, and no answer of the service.
var forHosts = []string{"nginx.conf", "_redirects", "_headers"}

// Every file is, byte for byte, what the service answers to its address.
func TestExportIsWhatTheServiceAnswers(t *testing.T) {
	datasettest.Sweep(t)
	dir, live := exported(t, exportedURL)
	all := names(t, dir)
	for _, name := range all {
		if slices.Contains(forHosts, name) {
			continue
		}
		address := "/" + strings.TrimSuffix(name, "index.html")
		if path := strings.TrimSuffix(address, "/"); address != "/" && asked(live, address).Code == http.StatusNotFound {
			address = path
		}
		body, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		if w := asked(live, address); w.Code != http.StatusOK || !bytes.Equal(w.Body.Bytes(), body) {
			t.Errorf("%s: %s answers %d, with %d bytes; the file has %d", name, address, w.Code, w.Body.Len(), len(body))
		}
	}
	for _, want := range []string{"index.html", "en/index.html", "docs/index.html", "docs/swagger-ui.css", "problems/not-found/index.html", "v1.json", "v1/funding.json", "v1/funding.csv",
		"v1/funding.xlsx", "v1/funding.jsonl", "v1/funding.atom", "v1/milestones.ics", "v1/funding/segur-2bn-2022.json", "v1/funding/segur-2bn-2022.csv", "v1/funding/segur-2bn-2022/cite", "v1/schema/funding.json",
		"v1/dataset.json", "v1/timeline.jsonl", "v1/milestones/summary.json", "v1/download/jalons.sqlite", "v1/download/jalons.zip.sha256", "feeds/changes.atom", "calendar.ics", "openapi.yaml", "datapackage.json",
		"catalog.ttl", ".well-known/api-catalog", "llms.txt", "robots.txt", "sitemap.xml"} {
		if !slices.Contains(all, want) {
			t.Errorf("%s is missing", want)
		}
	}
	for _, never := range []string{"livez", "readyz", "v1/search.json", "v1/diff.json"} {
		if slices.Contains(all, never) {
			t.Errorf("%s is no file", never)
		}
	}
}

// addressIn finds addresses of the service in its answers, linkIn those of pages
// that begin with a path.
var (
	addressIn = regexp.MustCompile(regexp.QuoteMeta(exportedURL) + `[^\s"'<>()\]\\,]*`)
	linkIn    = regexp.MustCompile(`(?:href|src)="(/[^"]*)"`)
)

// addressesIn gives all of them.
func addressesIn(name string, body []byte) []string {
	text := strings.ReplaceAll(string(body), "\r\n ", "") // calendars fold
	var all []string
	if strings.HasSuffix(name, ".html") {
		text = html.UnescapeString(text)
		for _, m := range linkIn.FindAllStringSubmatch(text, -1) {
			all = append(all, exportedURL+m[1])
		}
	}
	return append(all, addressIn.FindAllString(text, -1)...)
}

// Every address without a question mark that any file names and the service
// answers is there, by the rules of _redirects; so is every page of the sitemap.
func TestExportLeadsNowhereElse(t *testing.T) {
	datasettest.Sweep(t)
	dir, live := exported(t, exportedURL)
	rules := redirects(t, dir)
	seen := map[string]bool{}
	for _, name := range names(t, dir) {
		if ending := filepath.Ext(name); ending == ".xlsx" || ending == ".zip" || ending == ".sqlite" || strings.HasPrefix(name, "openapi") {
			continue // packed; and the description of the API has examples
		}
		body, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range addressesIn(name, body) {
			address, _, _ := strings.Cut(strings.TrimPrefix(strings.TrimSuffix(found, "."), exportedURL), "#")
			if strings.Contains(address, "?") || strings.Contains(address, "/readyz") || seen[address] {
				continue
			}
			seen[address] = true
			if _, ok := resolve(dir, rules, address); !ok && asked(live, address).Code == http.StatusOK {
				t.Errorf("%s names %s, which answers and is not there", name, found)
			}
		}
	}
	for _, want := range []string{"/", "/en/", "/docs", "/v1/funding", "/v1/funding/segur-2bn-2022", "/v1/schema/funding"} {
		if !seen[want] {
			t.Errorf("no file names %s: the test looks in the wrong place", want)
		}
	}
}

// redirects reads the rules of _redirects.
func redirects(t *testing.T, dir string) (rules [][2]string) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, "_redirects"))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		if words := strings.Fields(line); len(words) == 3 && words[2] == "200" {
			rules = append(rules, [2]string{words[0], words[1]})
		} else if !strings.HasPrefix(line, "#") {
			t.Fatalf("no rule: %s", line)
		}
	}
	return rules
}

// resolve finds the file for an address: itself, the page in its folder, else by
// the first rule that fits.
func resolve(dir string, rules [][2]string, address string) (name string, ok bool) {
	isFile := func(name string) bool {
		info, err := os.Stat(filepath.Join(dir, filepath.FromSlash(name)))
		return err == nil && info.Mode().IsRegular()
	}
	for _, name := range []string{address, strings.TrimSuffix(address, "/") + "/index.html"} {
		if isFile(name) {
			return name, true
		}
	}
	for _, rule := range rules {
		from, to, _ := strings.Cut(rule[0], ":")
		if to == "" && from == address {
			return rule[1], isFile(rule[1])
		}
		if rest, ok := strings.CutPrefix(address, from); ok && to != "" && !strings.Contains(rest, "/") {
			name := strings.Replace(rule[1], ":"+to, rest, 1)
			return name, isFile(name)
		}
	}
	return "", false
}

// The lines for nginx have it answer as the service does, its types too, and
// refuse what files can't answer.
func TestExportServedByNginx(t *testing.T) {
	datasettest.Sweep(t)
	nginx, err := exec.LookPath("nginx")
	if err != nil {
		t.Skip("nginx is not installed")
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	at := listener.Addr().String()
	dir, live := exported(t, "http://"+at)
	work := t.TempDir()
	write(t, filepath.Join(work, "nginx.conf"), fmt.Sprintf(`daemon off; master_process off; pid %[1]s/pid; error_log stderr error; events {}
http { access_log off; client_body_temp_path %[1]s; proxy_temp_path %[1]s; fastcgi_temp_path %[1]s; uwsgi_temp_path %[1]s; scgi_temp_path %[1]s;
include /etc/nginx/mime.types; server { listen %[2]s; root %[3]s; include %[3]s/nginx.conf; } }`, work, at, dir))
	if err := listener.Close(); err != nil {
		t.Fatal(err)
	}
	server := exec.CommandContext(t.Context(), nginx, "-p", work, "-c", filepath.Join(work, "nginx.conf"))
	var said bytes.Buffer
	server.Stderr = &said
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Process.Kill(); _ = server.Wait() })
	for range 10000 { // until it listens
		if conn, err := net.Dial("tcp", at); err == nil {
			conn.Close()
			break
		}
	}
	get := func(path string) (int, string, []byte) {
		answer, err := http.Get("http://" + at + path)
		if err != nil {
			t.Fatalf("%v; nginx said %s", err, said.String())
		}
		defer answer.Body.Close()
		body, err := io.ReadAll(answer.Body)
		if err != nil {
			t.Fatal(err)
		}
		return answer.StatusCode, answer.Header.Get("Content-Type"), body
	}
	addresses := []string{"/v1", "/v1/funding", "/v1/funding/segur-2bn-2022", "/v1/schema/funding", "/v1/dataset", "/docs", "/problems/not-found", "/favicon.ico", "/.well-known/api-catalog", "/v1/funding/segur-2bn-2022/cite"}
	for _, name := range names(t, dir) {
		if !slices.Contains(forHosts, name) && !strings.HasSuffix(name, "index.html") {
			addresses = append(addresses, "/"+name)
		}
	}
	_, _, sitemap := get("/sitemap.xml")
	for _, m := range regexp.MustCompile(`<loc>([^<]*)</loc>`).FindAllStringSubmatch(string(sitemap), -1) {
		addresses = append(addresses, strings.TrimPrefix(m[1], "http://"+at))
	}
	for _, address := range addresses {
		status, kind, body := get(address)
		suffixed := address
		if w := asked(live, address+".json"); strings.HasPrefix(address, "/v1") && w.Code == http.StatusOK && filepath.Ext(address) == "" && !strings.HasSuffix(address, "/cite") {
			suffixed += ".json" // whose links name itself
		}
		want := asked(live, suffixed)
		gotType, gotMore, _ := mime.ParseMediaType(kind)
		wantType, wantMore, _ := mime.ParseMediaType(want.Header().Get("Content-Type"))
		if status != http.StatusOK || !bytes.Equal(body, want.Body.Bytes()) || gotType != wantType || gotMore["charset"] != wantMore["charset"] || gotMore["profile"] != wantMore["profile"] {
			t.Errorf("%s: %d %s, %d bytes; the service gives %s, %d bytes", address, status, kind, len(body), want.Header().Get("Content-Type"), want.Body.Len())
		}
	}
	for _, address := range []string{"/v1/funding?known_on=2019-12-31", "/v1/funding.csv?programme=dmp", "/v1?lang=en", "/calendar.ics?lang=en", "/feeds/changes.atom?programme=dmp", "/nginx.conf", "/_redirects", "/v1/nothing"} {
		if status, _, _ := get(address); status != http.StatusNotFound {
			t.Errorf("%s: %d", address, status)
		}
	}
	if status, _, _ := get("/?utm_source=x"); status != http.StatusOK {
		t.Errorf("a page passes over parameters that it does not know: %d", status)
	}
}

func TestExportRefuses(t *testing.T) {
	datasettest.Sweep(t)
	full := t.TempDir()
	write(t, filepath.Join(full, "mine.txt"), "keep")
	for args, want := range map[string]string{
		"export":         "dir",
		"export " + full: "not empty",
		"export " + filepath.Join(full, "mine.txt"): "mine.txt",
		"export x --public-url example.org":         "--public-url",
		"export x --fixtures /nowhere":              "/nowhere",
		"export x y":                                "y",
	} {
		if status, _, stderr := command(t, strings.Fields(args)...); status != 2 || !strings.Contains(stderr, want) {
			t.Errorf("jalons %s: status %d; said %q", args, status, stderr)
		}
	}
	if got := names(t, full); len(got) != 1 {
		t.Errorf("something was written: %q", got)
	}
	parent := t.TempDir()
	if status, _, _ := command(t, "export", filepath.Join(parent, "x"), "--fixtures", brokenFixtures(t)); status != 1 || len(names(t, parent)) > 0 {
		t.Errorf("a bad dataset: status %d, files %q", status, names(t, parent))
	}
	empty := filepath.Join(parent, "empty")
	if err := os.Mkdir(empty, 0o755); err != nil {
		t.Fatal(err)
	}
	if status, _, stderr := command(t, "export", empty, "--fixtures", smallFixtures(t)); status != 0 {
		t.Errorf("an empty folder: status %d; said %q", status, stderr)
	}
	if left, err := os.ReadDir(parent); err != nil || len(left) != 1 {
		t.Errorf("something is left beside: %v %v", left, err)
	}
}
