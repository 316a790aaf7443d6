package feed

import (
	"encoding/xml"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	ical "github.com/emersion/go-ical"
	"github.com/mmcdole/gofeed"
	"pgregory.net/rapid"

	"jalons/internal/edtf"
)

// Texts as people write them, and worse.
var anyText = rapid.OneOf(rapid.String(), rapid.StringMatching(`[a-zéœ ,;:\\"'<>&€…\n]{0,200}`))

// legal is what of a text XML can hold.
func legal(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '\t' || r == '\n' || r >= 0x20 && r <= 0xD7FF || r >= 0xE000 && r <= 0xFFFD || r >= 0x10000 {
			return r
		}
		return -1
	}, s)
}

func someDay(t *rapid.T) edtf.Day { return edtf.Day(rapid.IntRange(-20000, 40000).Draw(t, "day")) }

// Whatever is put into an event comes out of another library's decoder, which
// knows nothing of ours; no line is longer than 75 octets or cuts a letter.
func TestCalendarIsReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		first := someDay(t)
		e := Event{UID: "a@b", First: first, Last: first + edtf.Day(rapid.IntRange(0, 800).Draw(t, "days")), Summary: legal(anyText.Draw(t, "summary")),
			Description: legal(anyText.Draw(t, "description")), URL: "https://x.example/a?b=c&d=e", Categories: []string{"un, deux; trois", "x"}, Sequence: 3}
		body, err := Calendar{Product: "-//X//Y//FR", Name: "nom", Stamp: first, Events: []Event{e}}.MarshalText()
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.SplitSeq(strings.TrimSuffix(string(body), "\r\n"), "\r\n") {
			if len(line) > 75 || !utf8.ValidString(line) || strings.ContainsAny(line, "\r\n") || line == "" {
				t.Fatalf("%d octets: %q", len(line), line)
			}
		}
		cal, err := ical.NewDecoder(strings.NewReader(string(body))).Decode()
		if err != nil {
			t.Fatalf("%v in\n%s", err, body)
		}
		events := cal.Events()
		if len(events) != 1 {
			t.Fatalf("%d events", len(events))
		}
		for name, want := range map[string]string{"SUMMARY": plainLine(e.Summary), "DESCRIPTION": e.Description, "UID": e.UID, "STATUS": "CONFIRMED", "TRANSP": "TRANSPARENT"} {
			if got, err := events[0].Props.Text(name); err != nil || got != want {
				t.Fatalf("%s is %q (%v), want %q", name, got, err, want)
			}
		}
		for name, want := range map[string]edtf.Day{"DTSTART": e.First, "DTEND": e.Last + 1} {
			prop := events[0].Props.Get(name)
			got, err := prop.DateTime(time.UTC)
			if err != nil || !got.Equal(want.Time()) || prop.ValueType() != ical.ValueDate {
				t.Fatalf("%s is %v (%v), want %s", name, got, err, want)
			}
		}
		// Its encoder refuses what lacks a property that RFC 5545 wants.
		if err := ical.NewEncoder(&strings.Builder{}).Encode(cal); err != nil {
			t.Fatal(err)
		}
	})
}

// strictFeed is a feed as RFC 4287 has it, read with none of the types that wrote it.
type strictFeed struct {
	XMLName xml.Name      `xml:"http://www.w3.org/2005/Atom feed"`
	ID      []string      `xml:"http://www.w3.org/2005/Atom id"`
	Title   []string      `xml:"http://www.w3.org/2005/Atom title"`
	Updated []time.Time   `xml:"http://www.w3.org/2005/Atom updated"`
	Author  []string      `xml:"http://www.w3.org/2005/Atom author>name"`
	Links   []strictLink  `xml:"http://www.w3.org/2005/Atom link"`
	Entries []strictEntry `xml:"http://www.w3.org/2005/Atom entry"`
}

type strictLink struct {
	Rel  string `xml:"rel,attr"`
	Href string `xml:"href,attr"`
}

type strictEntry struct {
	ID      []string     `xml:"http://www.w3.org/2005/Atom id"`
	Title   []string     `xml:"http://www.w3.org/2005/Atom title"`
	Updated []time.Time  `xml:"http://www.w3.org/2005/Atom updated"`
	Links   []strictLink `xml:"http://www.w3.org/2005/Atom link"`
	Summary string       `xml:"http://www.w3.org/2005/Atom summary"`
}

// broken says what RFC 4287 finds wrong with a feed.
func broken(body []byte) (wrong []string) {
	d := xml.NewDecoder(strings.NewReader(string(body)))
	d.Strict = true
	var f strictFeed
	if err := d.Decode(&f); err != nil {
		return []string{err.Error()}
	}
	check := func(good bool, what string) {
		if !good {
			wrong = append(wrong, what)
		}
	}
	absolute := func(iri string) bool { u, err := url.Parse(iri); return err == nil && u.IsAbs() }
	rels := func(links []strictLink) (out []string) {
		for _, l := range links {
			check(absolute(l.Href), "link "+l.Href)
			out = append(out, l.Rel)
		}
		return out
	}
	check(len(f.ID) == 1 && absolute(f.ID[0]), "id of the feed")
	check(len(f.Title) == 1 && len(f.Updated) == 1 && len(f.Author) == 1, "title, updated or author of the feed")
	check(slices.Contains(rels(f.Links), "self"), "no link to itself")
	var ids []string
	for _, e := range f.Entries {
		check(len(e.ID) == 1 && absolute(e.ID[0]), "id of an entry")
		check(len(e.Title) == 1 && len(e.Updated) == 1, "title or updated of an entry")
		check(slices.Contains(rels(e.Links), "alternate"), "an entry leads nowhere")
		ids = append(ids, e.ID...)
	}
	slices.Sort(ids)
	check(len(slices.Compact(slices.Clone(ids))) == len(ids), "two entries of one id")
	return wrong
}

func someFeed(entries ...Entry) Atom {
	return Atom{ID: "tag:x.example,2026-01-01:f", Lang: "fr", Title: "Titre", Author: "X", Updated: edtf.DayOf(2026, 11, 21),
		Links: []Link{{Rel: "self", Href: "https://x.example/f.atom"}}, Entries: entries}
}

// Whatever is told in an entry comes out of another library's reader, and the
// feed keeps the rules.
func TestAtomIsReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := Entry{ID: "tag:x.example,2026-01-01:e", Title: legal(anyText.Draw(t, "title")), Summary: legal(anyText.Draw(t, "summary")), Updated: someDay(t),
			Links: []Link{{Rel: "alternate", Href: "https://x.example/e?a=b&c=d"}}, Categories: []string{"a<b", "c"}}
		body, err := someFeed(e).MarshalText()
		if err != nil {
			t.Fatal(err)
		}
		if wrong := broken(body); wrong != nil {
			t.Fatalf("%q in\n%s", wrong, body)
		}
		f, err := gofeed.NewParser().ParseString(string(body))
		if err != nil || len(f.Items) != 1 || f.FeedType != "atom" {
			t.Fatalf("%v in\n%s", err, body)
		}
		got := f.Items[0]
		if got.GUID != e.ID || strings.TrimSpace(got.Title) != strings.TrimSpace(e.Title) || strings.TrimSpace(got.Description) != strings.TrimSpace(e.Summary) || got.Link != e.Links[0].Href ||
			!slices.Equal(got.Categories, e.Categories) || !got.UpdatedParsed.Equal(e.Updated.Time()) {
			t.Fatalf("%+v is read as %+v", e, got)
		}
	})
}

// The rules above are not asleep.
func TestBrokenFeedsAreSeen(t *testing.T) {
	good := Entry{ID: "tag:x.example,2026-01-01:e", Title: "t", Links: []Link{{Rel: "alternate", Href: "https://x.example/e"}}}
	relative, lost := good, good
	relative.ID, lost.Links = "e", nil
	for what, f := range map[string]Atom{"id of an entry": someFeed(relative), "leads nowhere": someFeed(lost), "one id": someFeed(good, good), "link": {}} {
		body, err := f.MarshalText()
		if err != nil {
			t.Fatal(err)
		}
		if wrong := broken(body); !strings.Contains(strings.Join(wrong, "; "), what) {
			t.Errorf("%s is not seen: %q", what, wrong)
		}
	}
}
