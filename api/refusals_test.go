package api

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"jalons/internal/dataset"
)

// goldenAnswers compares an archive with what its files ought to hold, or writes it.
// The name of a file in it is the address that was asked.
func goldenAnswers(t *testing.T, name string, answer func(address string) string) {
	t.Helper()
	archive, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if len(archive.Files) == 0 || len(strings.TrimSpace(string(archive.Comment))) == 0 {
		t.Fatalf("%s asks nothing, or does not say why", name)
	}
	for i, f := range archive.Files {
		got := answer(f.Name)
		if want := string(f.Data); got != want && !*update {
			t.Errorf("%s: %s differs (-update rewrites it) %s", name, f.Name, firstDifference(got, want))
		}
		archive.Files[i].Data = []byte(got)
	}
	if *update {
		if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// firstDifference shows where two texts part.
func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	n := 0
	for n < len(g) && n < len(w) && g[n] == w[n] {
		n++
	}
	line := func(lines []string) string {
		return strings.Join(lines[min(n, len(lines)):min(n+3, len(lines))], "\n\t")
	}
	return fmt.Sprintf("at line %d\n got:\n\t%s\nwant:\n\t%s", n+1, line(g), line(w))
}

// askRaw asks an address as a server reads it, whatever its query holds.
func askRaw(t *testing.T, s *Server, address, lang string) Problem {
	t.Helper()
	path, query, _ := strings.Cut(address, "?")
	r := rawRequest(http.MethodGet, path, query, "Accept-Language", lang)
	return problemOf(t, address, serveRaw(s, r))
}

// TestRefusals holds every refusal against golden files, in both languages.
func TestRefusals(t *testing.T) {
	s := serveHardCases(t)
	names, err := filepath.Glob("testdata/refusals/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			goldenAnswers(t, name, func(address string) string {
				fr, en := askRaw(t, s, address, "fr"), askRaw(t, s, address, "en")
				checkRefusal(t, s, address, fr)
				if fr.Suggestion != en.Suggestion || fr.Status != en.Status || len(fr.Errors) != len(en.Errors) || fr.Detail == en.Detail {
					t.Errorf("%s: in French and in English\n%+v\n%+v", address, fr, en)
				}
				return describeProblem(fr, en)
			})
		})
	}
}

// checkRefusal: it is one of our problems, names what is at fault, and leads to
// an address that answers.
func checkRefusal(t *testing.T, s *Server, address string, p Problem) {
	t.Helper()
	kind := slices.IndexFunc(problemTypes, func(k *problemType) bool { return testURL+"/problems/"+k.name == p.Type })
	if kind < 0 || problemTypes[kind].status != p.Status || p.Status < 400 || p.Status >= 500 {
		t.Errorf("%s: %d %s is no refusal", address, p.Status, p.Type)
	}
	if (p.Status == http.StatusBadRequest) != (len(p.Errors) > 0) {
		t.Errorf("%s: %d with %d errors", address, p.Status, len(p.Errors))
	}
	_, query, _ := strings.Cut(address, "?")
	for _, e := range p.Errors {
		missing := slices.Contains([]string{"from", "to", "q"}, e.Parameter)
		if !missing && !strings.Contains(plainly(query), e.Parameter) || e.Detail == "" {
			t.Errorf("%s: an error of %q: %q", address, e.Parameter, e.Detail)
		}
	}
	if fixed := suggested(s, p); fixed.Code != http.StatusOK {
		t.Errorf("%s: the suggestion %q answers %d %s", address, p.Suggestion, fixed.Code, fixed.Body)
	}
}

// plainly reads a query as far as it can be read, as a problem shows it.
func plainly(query string) string {
	var parts []string
	for part := range strings.SplitSeq(query, "&") {
		name, _, _ := strings.Cut(part, "=")
		if plain, err := url.QueryUnescape(name); err == nil {
			name = plain
		}
		parts = append(parts, printable(name))
	}
	return strings.Join(parts, "&")
}

func suggested(s *Server, p Problem) *httptest.ResponseRecorder {
	return ask(s, strings.TrimPrefix(p.Suggestion, testURL))
}

// describeProblem writes a problem for review: in both languages what is in words.
func describeProblem(fr, en Problem) string {
	var b strings.Builder
	line := func(name string, value any) {
		if text := fmt.Sprint(value); text != "" {
			fmt.Fprintf(&b, "%s: %s\n", name, text)
		}
	}
	fmt.Fprintf(&b, "%d %s\n", fr.Status, strings.TrimPrefix(fr.Type, testURL+"/problems/"))
	line("fr", fr.Title+" : "+fr.Detail)
	line("en", en.Title+": "+en.Detail)
	for i, e := range fr.Errors {
		fmt.Fprintf(&b, "%s = %s\n", e.Parameter, e.Value)
		line("  fr", e.Detail)
		line("  en", en.Errors[i].Detail)
		if allowed := strings.Join(e.Allowed, " "); len(allowed) < 300 {
			line("  allowed", allowed)
		} else { // TestUnknownParametersAreTold reads them
			line("  allowed", "…")
		}
		line("  did you mean", e.DidYouMean)
	}
	line("successor", fr.Successor)
	line("instead", strings.TrimPrefix(fr.Suggestion, testURL))
	return b.String() + "\n"
}

// Whoever asks by a name that is none is told every name that is one.
func TestUnknownParametersAreTold(t *testing.T) {
	s := serveHardCases(t)
	words, ofItems, ofDocuments := ControlWords()
	for _, d := range lists() {
		want := slices.Clone(words)
		for _, c := range d.Columns {
			if !c.Unfiltered {
				want = append(want, c.Name)
			}
		}
		slices.Sort(want)
		if p := askProblem(t, s, "/v1/"+d.Name+"?xyzzy=1"); len(p.Errors) != 1 || !slices.Equal(p.Errors[0].Allowed, want) {
			t.Errorf("%s allows %v, want %v", d.Name, p.Errors[0].Allowed, want)
		}
	}
	if p := askProblem(t, s, "/v1/dataset?xyzzy=1"); !slices.Equal(p.Errors[0].Allowed, ofDocuments) {
		t.Errorf("/v1/dataset allows %v", p.Errors[0].Allowed)
	}
	if p := askProblem(t, s, "/v1/programmes/dmp?xyzzy=1"); !slices.Equal(p.Errors[0].Allowed, ofItems) {
		t.Errorf("/v1/programmes/dmp allows %v", p.Errors[0].Allowed)
	}
}

// Bounds of an address that no golden shows, for their length.
func TestTooMuch(t *testing.T) {
	s := serveHardCases(t)
	many := func(n int, f func(i int) string) string {
		var all []string
		for i := range n {
			all = append(all, f(i))
		}
		return strings.Join(all, "&")
	}
	for address, wrong := range map[string]bool{
		"/v1/funding?note__contains=" + strings.Repeat("x", maxValue):                                                false,
		"/v1/funding?note__contains=" + strings.Repeat("x", maxValue+1):                                              true,
		"/v1/funding?note__contains=" + strings.Repeat("%C3%A9", maxValue/2):                                         false,
		"/v1/funding?note__contains=x" + strings.Repeat("%C3%A9", maxValue/2):                                        true,
		"/v1/funding?programme=" + strings.Repeat("dmp,", maxWords-1) + "dmp":                                        false,
		"/v1/funding?programme=" + strings.Repeat("dmp,", maxWords) + "dmp":                                          true,
		"/v1/funding?" + many(maxPairs+1, func(i int) string { return fmt.Sprintf("x%d=1", i) }):                     true,
		"/v1/funding?" + strings.Repeat("&", 500) + "programme=dmp":                                                  false,
		"/v1/funding?" + strings.Repeat("x", 3000) + "=1":                                                            true,
		"/v1/funding?" + many(maxPairs-1, func(i int) string { return fmt.Sprintf("label__contains%d=1", i) }):       true,
		"/v1/programmes/" + strings.Repeat("x", 5000):                                                                true,
		"/v1/funding?sort=" + strings.Join(lists()[1].Sorts, ",") + "&fields=" + strings.Repeat("label,", 50) + "id": false,
	} {
		path, query, _ := strings.Cut(address, "?")
		w := serveRaw(s, rawRequest(http.MethodGet, path, query))
		if got := w.Code >= 400; got != wrong || w.Code >= 500 {
			t.Errorf("%.60s… of %d bytes: %d %s", address, len(address), w.Code, w.Body)
		}
		if wrong {
			checkRefusal(t, s, address, problemOf(t, address, w))
		}
	}
}

// What was withdrawn is gone: the answer says why, and what stands in its place.
func TestWithdrawn(t *testing.T) {
	d := hardCases(t)
	d.Withdrawn = append(d.Withdrawn,
		&dataset.Withdrawn{ID: "dmp-ancien", Collection: "programmes", Successor: "dmp", Date: d.Info.UpdatedOn,
			Reason: dataset.Text{FR: "Saisi deux fois.", EN: "Entered twice."}},
		&dataset.Withdrawn{ID: "sans-suite", Collection: "funding", Date: d.Info.UpdatedOn, Reason: dataset.Text{FR: "Pas de source.", EN: "No source."}})
	s, _ := serveData(t, d)
	for address, successor := range map[string]string{"/v1/programmes/dmp-ancien": "dmp", "/v1/funding/sans-suite": "",
		"/v1/programmes/dmp-ancien?known_on=2012-01-01": "dmp", "/v1/programmes/dmp-ancien.csv": "dmp", "/v1/funding/sans-suite/cite": ""} {
		p := askProblem(t, s, address, "Accept-Language", "en")
		if p.Status != http.StatusGone || p.Type != testURL+"/problems/withdrawn" || p.Successor != successor {
			t.Errorf("%s: %+v", address, p)
		}
		if !strings.Contains(p.Detail, "2026-11-21") || !strings.Contains(p.Detail, map[string]string{"dmp": "Entered twice.", "": "No source."}[successor]) {
			t.Errorf("%s: %q says neither when nor why", address, p.Detail)
		}
		suggestionWorks(t, s, address, p)
	}
	if w := ask(s, "/v1/funding/dmp-ancien"); w.Code != http.StatusNotFound {
		t.Errorf("withdrawn from programmes, asked of funding: %d", w.Code)
	}
	if w := ask(s, "/v1/funding?programme=dmp-ancien"); w.Code != http.StatusBadRequest {
		t.Errorf("a filter by what is gone: %d", w.Code)
	}
}
