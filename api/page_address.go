package api

import (
	"net/http"
	"strings"
)

// english is what the paths of English pages begin with.
const english = "/en"

// pathIn gives a page's path in a language.
func pathIn(lang, path string) string {
	if lang == "en" {
		return english + path
	}
	return path
}

// To gives the address of another page in this page's language and as of its day.
func (p *page) To(path string) string {
	path, fragment, _ := strings.Cut(path, "#")
	to := address(pathIn(p.Lang, path), with(nil, "known_on", p.KnownOn))
	if fragment != "" {
		to += "#" + fragment
	}
	return to
}

// V1 gives an address of the API that answers in this page's language and as of
// its day. Parameters come as names and values in turn.
func (p *page) V1(path string, words ...string) string {
	var pairs []pair
	for i := 0; i+1 < len(words); i += 2 {
		pairs = with(pairs, words[i], words[i+1])
	}
	if p.Lang == "en" {
		pairs = with(pairs, "lang", "en")
	}
	return address(path, with(pairs, "known_on", p.KnownOn))
}

// Other gives the address of this page in a language, as of the same day.
func (p *page) Other(lang string) string {
	return address(pathIn(lang, p.Path), with(nil, "known_on", p.KnownOn))
}

// Canonical gives the public address of this page in a language, without parameters.
func (p *page) Canonical(lang string) string { return p.Base + pathIn(lang, p.Path) }

// offer names an address of the API that gives what the page shows.
func (p *page) offer(label, path string, words ...string) {
	if !strings.HasPrefix(path, "/v1/") {
		return
	}
	l := dataLink{Label: label, URL: p.V1(path, words...)}
	if !strings.HasSuffix(path, "/summary") && path != "/v1/dataset" { // which are no tables
		l.CSV = p.V1(path+".csv", words...)
	}
	p.Data = append(p.Data, l)
}

// errNoSuchPage is the problem of the page of an id that is none: as the API has
// it, but with the address of a page.
func (c *call) errNoSuchPage(id string) error {
	err := programmes.missing(c, id)
	f, ok := err.(*fault) //nolint:errorlint // missing gives it unwrapped
	if !ok {
		return err
	}
	if rest, ours := strings.CutPrefix(f.suggestion, "/v1/programmes"); ours {
		f.suggestion = pathIn(c.lang, "/programmes") + rest
	}
	if f.kind.status == http.StatusNotFound && f.suggestion == "" {
		f.suggestion = pathIn(c.lang, "/programmes")
	}
	return f
}

// Here gives this page's path, for forms.
func (p *page) Here() string { return pathIn(p.Lang, p.Path) }

// Now gives this page as it reads today.
func (p *page) Now() string { return pathIn(p.Lang, p.Path) }

// SearchAction gives where the search box leads.
func (p *page) SearchAction() string { return pathIn(p.Lang, "/search") }

// A page and a part of it, for templates that take one value.
type (
	figureOn struct {
		Lang string
		F    *figure
	}
	sayingOn struct {
		P         *page
		S         saying
		DateFirst bool // the figure is a date
	}
	conflictOn struct {
		P     *page
		C     conflictView
		Level string // of the heading
	}
	wordsIn struct {
		Lang  string
		Words []string
	}
	lineOn struct {
		P *page
		L programmeLine
	}
)

// With puts a picture beside the language of the page.
func (p *page) With(f *figure) figureOn { return figureOn{p.Lang, f} }

// Saying puts a statement beside its page.
func (p *page) Saying(s saying, dateFirst bool) sayingOn { return sayingOn{p, s, dateFirst} }

// Conflict puts a conflict beside its page.
func (p *page) Conflict(v conflictView, level string) conflictOn { return conflictOn{p, v, level} }

// Hedges puts the hedges of a sum beside the language of the page.
func (p *page) Hedges(words []string) wordsIn { return wordsIn{p.Lang, words} }

// Line puts a programme beside its page.
func (p *page) Line(l programmeLine) lineOn { return lineOn{p, l} }
