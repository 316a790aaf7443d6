package api

import (
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"jalons/internal/dataset"
	"jalons/internal/dataset/datasettest"
)

// pagesOf gives the path of every page of a server's data.
func pagesOf(t *testing.T, s *Server) []string {
	t.Helper()
	paths, err := s.pagePaths(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return paths
}

// Every page is answered, today and as of past days, and passes over parameters
// that it does not know. It is a whole document: one heading, ids that are unique,
// its language, no script and no style of its own; the two languages and the
// canonical address name each other.
func TestPagesAreWhole(t *testing.T) {
	datasettest.Sweep(t)
	s := newTestServer(t)
	paths := pagesOf(t, s)
	if len(paths) < 2*80 {
		t.Fatalf("%d pages: too few", len(paths))
	}
	titles := map[string]string{}
	for i, path := range paths {
		for _, query := range []string{"", "?known_on=2018-12-31", "?known_on=2022-02-03&utm_source=x&fields=&lang=xx", "?known_on=2099-01-01"} {
			w := ask(s, path+query)
			if w.Code == http.StatusNotFound && query != "" {
				continue // a programme of which nobody had spoken
			}
			if w.Code != http.StatusOK || w.Header().Get("Content-Type") != "text/html; charset=utf-8" {
				t.Errorf("%s%s: %d %s", path, query, w.Code, w.Body)
				continue
			}
			p := parsePage(t, path+query, w.Body.String())
			french := strings.TrimPrefix(path, english)
			want := map[string]string{"fr": testURL + french, "en": testURL + english + french, "x-default": testURL + french}
			for lang, address := range want {
				if p.alternates[lang] != address {
					t.Errorf("%s%s: hreflang %s is %s, want %s", path, query, lang, p.alternates[lang], address)
				}
			}
			if lang := []string{"fr", "en"}[i%2]; p.lang != lang || p.canonical != want[lang] || w.Header().Get("Content-Language") != lang {
				t.Errorf("%s%s: language %s, canonical %s", path, query, p.lang, p.canonical)
			}
			slices.Sort(p.ids)
			if len(p.headings) != 1 || strings.TrimSpace(p.headings[0]) == "" || len(p.forbidden) > 0 || len(slices.Compact(slices.Clone(p.ids))) != len(p.ids) {
				t.Errorf("%s%s: headings %q, forbidden %v, ids %d", path, query, p.headings, p.forbidden, len(p.ids))
			}
			if query == "" && titles[p.title] != "" {
				t.Errorf("%s and %s have one title, %s", path, titles[p.title], p.title)
			}
			if titles[p.title] = path; !strings.Contains(p.title, "Jalons") {
				t.Errorf("%s: title %q", path, p.title)
			}
		}
	}
}

// Every link of every page into this service is answered, and leads to a place
// that is there.
func TestLinksOfPagesLead(t *testing.T) {
	datasettest.Sweep(t)
	s := newTestServer(t)
	ids := map[string][]string{}   // by address
	asked := map[string][]string{} // links by the address of the page
	for i, path := range pagesOf(t, s) {
		if _, ok := strings.CutPrefix(path, "/en/programmes/"); !ok || i%16 == 1 { // the others have the links of their French twins
			asked[path] = nil
		}
	}
	asked["/programmes/dmp?known_on=2019-12-31"], asked["/en/search?q=dmp"], asked["/promises?timeliness=late&programme=dmp"] = nil, nil, nil
	for path := range asked {
		p := parsePage(t, path, ask(s, path).Body.String())
		asked[path], ids[path] = p.links, p.ids
	}
	answered := map[string]int{}
	for path, links := range asked {
		for _, link := range links {
			again := strings.Contains(link, "width=") || strings.Contains(link, "theme=") // another form of a picture asked already
			if again || strings.HasPrefix(link, "http") || strings.HasPrefix(link, "mailto:") {
				continue
			}
			link = strings.TrimPrefix(link, testURL)
			address, fragment, _ := strings.Cut(link, "#")
			if address == "" {
				address = path
			}
			if answered[address] == 0 {
				w := ask(s, address)
				if answered[address] = w.Code; ids[address] == nil && strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") {
					ids[address] = parsePage(t, address, w.Body.String()).ids
				}
			}
			if answered[address] != http.StatusOK {
				t.Errorf("%s links to %s: %d", path, link, answered[address])
				answered[address] = http.StatusOK // told once
			}
			if place, err := url.PathUnescape(fragment); fragment != "" && (err != nil || !slices.Contains(ids[address], place)) {
				t.Errorf("%s links to %s, and there is no such place", path, link)
			}
		}
	}
	if len(answered) < 1000 {
		t.Errorf("%d links: too few", len(answered))
	}
}

// rowsOf gives the rows of an address of the API.
func rowsOf(t *testing.T, s *Server, address string) []map[string]any {
	t.Helper()
	var rows []map[string]any
	w := ask(s, address)
	if err := json.Unmarshal(w.Body.Bytes(), &rows); err != nil {
		t.Fatalf("%s: %d %s", address, w.Code, w.Body)
	}
	return rows
}

// Every amount, value and statement stands on the page of its programme as the API
// has it: the figure, the label, the source and the place in it, and nothing
// stands there that the API does not have on that day.
func TestPagesSayWhatTheAPISays(t *testing.T) {
	datasettest.Sweep(t)
	s := newTestServer(t)
	for _, as := range []string{"lang=fr", "lang=en", "lang=fr&known_on=2019-12-31"} {
		values, _ := url.ParseQuery(as)
		lang, query := values.Get("lang"), ""
		if day := values.Get("known_on"); day != "" {
			query = "?known_on=" + day
		}
		read, known := map[string]parsed{}, map[string]int{}
		for _, name := range []string{"funding", "observations", "statements"} {
			for _, row := range rowsOf(t, s, "/v1/"+name+".json?limit=1000&shape=array&"+as) {
				path := pathIn(lang, "/programmes/"+row["programme"].(string)) + query
				p, ok := read[path]
				if !ok {
					p = parsePage(t, path, ask(s, path).Body.String())
					read[path] = p
				}
				known[path]++
				text, there := p.texts[name+"-"+row["id"].(string)]
				if !there {
					t.Errorf("%s: %s/%s is not there", path, name, row["id"])
				}
				for _, column := range []string{"display", "source_title", "source_publisher", "source_locator", "note"} {
					if said, ok := row[column].(string); ok && !strings.Contains(text, said) {
						t.Errorf("%s: %s/%s does not say %s %q but %q", path, name, row["id"], column, said, text)
					}
				}
			}
		}
		for path, p := range read {
			shown := slices.DeleteFunc(slices.Clone(p.ids), func(id string) bool {
				return !strings.HasPrefix(id, "funding-") && !strings.HasPrefix(id, "observations-") && !strings.HasPrefix(id, "statements-")
			})
			if len(shown) != known[path] {
				t.Errorf("%s: %d rows are shown, %d are known", path, len(shown), known[path])
			}
		}
	}
}

// The sums on a page are those of the API.
func TestSumsOnPages(t *testing.T) {
	datasettest.Sweep(t)
	s := newTestServer(t)
	for _, row := range rowsOf(t, s, "/v1/programmes?limit=1000&shape=array") {
		id := row["id"].(string)
		var sums struct{ Data []SumRow }
		w := ask(s, "/v1/funding/summary?by=flow&programme="+id)
		if err := json.Unmarshal(w.Body.Bytes(), &sums); err != nil {
			t.Fatalf("%s: %s", id, w.Body)
		}
		page := parsePage(t, id, ask(s, "/programmes/"+id).Body.String())
		for _, sum := range sums.Data {
			if text := dataset.Euros(sum.SumEUR).FR; sum.Count > 0 && !strings.Contains(page.text, text) {
				t.Errorf("%s: the sum %s of %s is not there", id, text, sum.Flow)
			}
		}
	}
}

// A sum without the hedges of its rows would be another number; and a programme
// leads to those that are part of it.
func TestDossierOfAProgramme(t *testing.T) {
	s := newTestServer(t)
	for path, words := range map[string][]string{"/programmes/dmp": {"210\u00a0millions d'euros (avec réserve\u00a0: au moins)"}, "/en/programmes/dmp": {"€210M (with a hedge: at least)"}} {
		p := parsePage(t, path, ask(s, path).Body.String())
		for _, w := range words {
			if !strings.Contains(p.text, w) {
				t.Errorf("%s does not say %q", path, w)
			}
		}
	}
	p := parsePage(t, "", ask(s, "/programmes/segur-numerique").Body.String())
	for _, part := range []string{"segur-vague-1", "segur-vague-2"} {
		if !slices.Contains(p.links, "/programmes/"+part) {
			t.Errorf("the page of the whole does not lead to %s", part)
		}
	}
}

// A bad day is refused; whoever reads pages gets a page, in its language.
func TestPagesRefuse(t *testing.T) {
	s := newTestServer(t)
	browser := []string{"Accept", "text/html,application/xhtml+xml,*/*;q=0.8"}
	for address, status := range map[string]int{"/?known_on=yesterday": 400, "/en/programmes/dmp?known_on=2019": 400, "/programmes/nothing": 404,
		"/en/programmes/mon-espace-sante?known_on=1999-01-01": 404, "/promises?timeliness=soon": 400, "/promises?programme=dmpp": 400, "/search?q=" + strings.Repeat("x", 300): 400, "/method?known_on=2020-01-01&known_on=2021-01-01": 400} {
		problem := askProblem(t, s, address)
		suggestionWorks(t, s, address, problem)
		w := ask(s, address, browser...)
		if w.Code != status || w.Header().Get("Content-Type") != "text/html; charset=utf-8" || w.Header().Get("Vary") != "Accept, Accept-Encoding" {
			t.Errorf("%s: %d %v", address, w.Code, w.Header())
		}
		p := parsePage(t, address, w.Body.String())
		if want := map[bool]string{true: "en", false: "fr"}[strings.HasPrefix(address, "/en/")]; p.lang != want || len(p.headings) != 1 || len(p.forbidden) > 0 {
			t.Errorf("%s: %s %v %v", address, p.lang, p.headings, p.forbidden)
		}
	}
	for address, status := range map[string]int{"/?known_on=": 200, "/promises?timeliness=&programme=&known_on=": 200, "/search?q=": 200, "/?%zz=1&a;b": 200} {
		if w := ask(s, address); w.Code != status {
			t.Errorf("%s: %d %s", address, w.Code, w.Body)
		}
	}
}

// What a dataset says cannot become markup, on pages nor in pictures.
func TestPagesEscape(t *testing.T) {
	d := shipped(t)
	const evil = `<b onclick="x">&"'</b></svg><script>alert(1)</script>`
	text := dataset.Text{FR: evil, EN: evil}
	for _, p := range d.Programmes {
		p.Summary = text
		for _, f := range p.Funding {
			f.Label, f.Note = text, text
		}
		for _, m := range p.Milestones {
			m.Label = text
		}
		for _, i := range p.Indicators {
			i.Label, i.Definition = text, text
		}
	}
	s, _ := serveData(t, d)
	for _, path := range []string{"/", "/programmes", "/programmes/dmp", "/promises", "/conflicts", "/method", "/search?q=alert"} {
		body := ask(s, path).Body.String()
		p := parsePage(t, path, body)
		if len(p.forbidden) > 0 || !strings.Contains(p.text, evil) && path != "/method" {
			t.Errorf("%s: forbidden %v", path, p.forbidden)
		}
	}
	for _, path := range []string{"/charts/promises.svg?programme=dmp", "/charts/funding.svg?programme=dmp", "/charts/timeline.svg?programme=dmp", "/charts/indicator/dmp-opened.svg"} {
		if p := parsePicture(t, path, ask(s, path).Body.String()); !strings.Contains(p.all, "<script>alert(1)") || p.elements["script"] > 0 {
			t.Errorf("%s: %v", path, p.elements)
		}
	}
}

// A page knows how large its pictures are before they come, so that nothing moves
// under a reader's eyes.
func TestPagesKnowTheSizeOfPictures(t *testing.T) {
	s := newTestServer(t)
	seen := 0
	for _, path := range []string{"/programmes/dmp", "/en/programmes/mon-espace-sante?known_on=2023-06-30", "/en/programmes/care", "/promises?timeliness=late,overdue&programme=ins"} {
		for address, size := range parsePage(t, path, ask(s, path).Body.String()).pictures {
			p := parsePicture(t, address, ask(s, address).Body.String())
			if got := p.root["width"] + " " + p.root["height"]; got != size {
				t.Errorf("%s: %s has %s, and is %s", path, address, size, got)
			}
			seen++
		}
	}
	if seen < 40 {
		t.Errorf("%d pictures: too few", seen)
	}
}

// Every page has a card, and every picture that has a path of its own is there.
func TestCardsAndPicturesAreThere(t *testing.T) {
	datasettest.Sweep(t)
	s := newTestServer(t)
	paths, err := s.picturePaths(t.Context())
	if err != nil || len(paths) < 300 {
		t.Fatalf("%d pictures: %v", len(paths), err)
	}
	for i, path := range paths {
		if strings.HasSuffix(path, ".png") && i%20 != 0 { // drawing takes its time
			continue
		}
		if w := ask(s, path); w.Code != http.StatusOK || !strings.HasPrefix(w.Header().Get("Content-Type"), "image/") {
			t.Errorf("%s: %d %s", path, w.Code, w.Header().Get("Content-Type"))
		}
	}
	for _, path := range []string{"/", "/en/method", "/programmes/dmp", "/en/programmes/care"} {
		_, rest, _ := strings.Cut(ask(s, path).Body.String(), `property="og:image" content="`+testURL)
		card, _, _ := strings.Cut(rest, `"`)
		if !slices.Contains(paths, card) {
			t.Errorf("%s has the card %q, which is not listed", path, card)
		}
		if w := ask(s, card); w.Code != http.StatusOK || w.Header().Get("Content-Type") != "image/png" {
			t.Errorf("%s: %d", card, w.Code)
		}
	}
	if w := ask(s, "/programmes/nothing/card.png"); w.Code != http.StatusNotFound {
		t.Errorf("the card of nothing: %d", w.Code)
	}
}

// The home page describes the dataset to search engines.
func TestHomeDescribesTheDataset(t *testing.T) {
	s := newTestServer(t)
	var d struct {
		Type         string `json:"@type"`
		Name         string
		License      string
		Distribution []struct{ ContentURL string }
	}
	if err := json.Unmarshal([]byte(parsePage(t, "/", ask(s, "/").Body.String()).jsonLD), &d); err != nil {
		t.Fatal(err)
	}
	if d.Type != "Dataset" || d.License != licenseURL || len(d.Distribution) == 0 || !strings.HasPrefix(d.Name, "Jalons") {
		t.Errorf("%+v", d)
	}
}
