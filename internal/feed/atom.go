package feed

import (
	"encoding/xml"
	"strings"

	"jalons/internal/edtf"
)

// Atom is a feed.
type Atom struct {
	ID        string // an IRI that never changes
	Lang      string
	Title     string
	Subtitle  string
	Author    string
	Email     string
	Rights    string
	Generator string
	Icon      string   // an address
	Updated   edtf.Day // of the data; midnight UTC stands for the day
	Links     []Link
	Entries   []Entry
}

// Link leads from a feed or an entry. Type and Title may be "".
type Link struct {
	Rel, Href, Type, Title string
}

// Entry is one thing told.
type Entry struct {
	ID         string // an IRI that never changes
	Title      string
	Summary    string // plain text
	Updated    edtf.Day
	Links      []Link // one at least of rel alternate
	Categories []string
}

const atomNamespace = "http://www.w3.org/2005/Atom"

// MarshalText writes the feed. The XML package of the standard library does all
// that Atom needs, and no kept library does more.
func (f Atom) MarshalText() ([]byte, error) {
	doc := feedXML{
		Namespace: atomNamespace, Lang: f.Lang, ID: f.ID, Title: f.Title, Subtitle: f.Subtitle, Updated: midnight(f.Updated), Links: linksXML(f.Links),
		Author: personXML{f.Author, f.Email}, Rights: f.Rights, Generator: f.Generator, Icon: f.Icon,
	}
	for _, e := range f.Entries {
		entry := entryXML{ID: e.ID, Title: e.Title, Updated: midnight(e.Updated), Links: linksXML(e.Links), Summary: e.Summary}
		for _, c := range e.Categories {
			entry.Categories = append(entry.Categories, categoryXML{c})
		}
		doc.Entries = append(doc.Entries, entry)
	}
	var b strings.Builder
	b.WriteString(xml.Header)
	w := xml.NewEncoder(&b)
	w.Indent("", " ")
	if err := w.Encode(doc); err != nil {
		return nil, err
	}
	b.WriteByte('\n')
	return []byte(b.String()), nil
}

// midnight gives a day as Atom's date-time.
func midnight(d edtf.Day) string { return d.String() + "T00:00:00Z" }

func linksXML(links []Link) (out []linkXML) {
	for _, l := range links {
		out = append(out, linkXML(l))
	}
	return out
}

type feedXML struct {
	XMLName   xml.Name   `xml:"feed"`
	Namespace string     `xml:"xmlns,attr"`
	Lang      string     `xml:"xml:lang,attr,omitempty"`
	ID        string     `xml:"id"`
	Title     string     `xml:"title"`
	Subtitle  string     `xml:"subtitle,omitempty"`
	Updated   string     `xml:"updated"`
	Author    personXML  `xml:"author"`
	Links     []linkXML  `xml:"link"`
	Rights    string     `xml:"rights,omitempty"`
	Generator string     `xml:"generator,omitempty"`
	Icon      string     `xml:"icon,omitempty"`
	Entries   []entryXML `xml:"entry"`
}

type personXML struct {
	Name  string `xml:"name"`
	Email string `xml:"email,omitempty"`
}

type linkXML struct {
	Rel   string `xml:"rel,attr"`
	Href  string `xml:"href,attr"`
	Type  string `xml:"type,attr,omitempty"`
	Title string `xml:"title,attr,omitempty"`
}

type categoryXML struct {
	Term string `xml:"term,attr"`
}

type entryXML struct {
	ID         string        `xml:"id"`
	Title      string        `xml:"title"`
	Updated    string        `xml:"updated"`
	Links      []linkXML     `xml:"link"`
	Categories []categoryXML `xml:"category"`
	Summary    string        `xml:"summary,omitempty"`
}
