package api

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// parsed is what tests read of a page.
type parsed struct {
	lang, title, canonical, text string
	headings                     []string          // h1
	ids                          []string          // in order
	links                        []string          // to addresses of this service and within the page
	alternates                   map[string]string // by language
	pictures                     map[string]string // width and height, by address
	texts                        map[string]string // text under each id
	forbidden                    []string          // scripts and styles in the page itself
	jsonLD                       string
}

// voids are the elements that have no end.
const voids = " area base br col embed hr img input link meta source track wbr rect "

// parsePage reads a page strictly: every tag that is opened is closed in order.
func parsePage(t *testing.T, address, body string) (p parsed) {
	t.Helper()
	p = parsed{alternates: map[string]string{}, pictures: map[string]string{}, texts: map[string]string{}}
	z := html.NewTokenizer(strings.NewReader(body))
	type element struct{ name, id string }
	var open []element
	var all strings.Builder
	texts := map[string]*strings.Builder{}
	defer func() {
		p.text = all.String()
		for id, text := range texts {
			p.texts[id] = text.String()
		}
	}()
	for {
		switch kind := z.Next(); kind {
		case html.ErrorToken:
			if len(open) > 0 {
				t.Errorf("%s: not closed: %v", address, open)
			}
			return p
		case html.StartTagToken, html.SelfClosingTagToken:
			token := z.Token()
			p.see(token)
			if kind == html.StartTagToken && !strings.Contains(voids, " "+token.Data+" ") {
				open = append(open, element{token.Data, attribute(token, "id")})
			}
		case html.EndTagToken:
			name := z.Token().Data
			if len(open) == 0 || open[len(open)-1].name != name {
				t.Fatalf("%s: </%s> closes %v", address, name, open)
			}
			open = open[:len(open)-1]
		case html.TextToken:
			text := z.Token().Data
			all.WriteString(text)
			for _, within := range open {
				if within.id != "" {
					if texts[within.id] == nil {
						texts[within.id] = &strings.Builder{}
					}
					texts[within.id].WriteString(text)
				}
			}
			if len(open) > 0 {
				p.seeText(open[len(open)-1].name, text)
			}
		}
	}
}

func attribute(token html.Token, name string) string {
	for _, a := range token.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// see notes what a tag says.
func (p *parsed) see(token html.Token) {
	if id := attribute(token, "id"); id != "" {
		p.ids = append(p.ids, id)
	}
	for _, a := range token.Attr {
		if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
			p.forbidden = append(p.forbidden, a.Key)
		}
		if (a.Key == "href" || a.Key == "src" || a.Key == "srcset" || a.Key == "action") && token.Data != "link" {
			p.links = append(p.links, a.Val)
		}
	}
	switch token.Data {
	case "img", "source":
		p.pictures[attribute(token, "src")+attribute(token, "srcset")] = attribute(token, "width") + " " + attribute(token, "height")
	case "html":
		p.lang = attribute(token, "lang")
	case "h1":
		p.headings = append(p.headings, "")
	case "style":
		p.forbidden = append(p.forbidden, "style")
	case "script":
		if attribute(token, "type") != "application/ld+json" {
			p.forbidden = append(p.forbidden, "script")
		}
	case "link":
		switch attribute(token, "rel") {
		case "canonical":
			p.canonical = attribute(token, "href")
		case "alternate":
			if lang := attribute(token, "hreflang"); lang != "" {
				p.alternates[lang] = attribute(token, "href")
			}
		}
	}
}

func (p *parsed) seeText(within, text string) {
	switch within {
	case "title":
		p.title += text
	case "h1":
		p.headings[len(p.headings)-1] += text
	case "script":
		p.jsonLD += text
	}
}
