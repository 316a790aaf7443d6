package cite_test

import (
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"jalons/internal/cite"
	"jalons/internal/cite/citetest"
	"jalons/internal/edtf"
)

// texts are random, and rich in signs that mean something to one of the formats.
var texts = rapid.StringOf(rapid.OneOf(
	rapid.RuneFrom([]rune("{}\\%&$#_^~\"'«»“”<>|@=,;: \r\n\t\u00a0\u202f\u2028éœ§")), rapid.RuneFrom(nil, unicode.Latin, unicode.Digit), rapid.Rune()))

// titled is a text with something in it that can be seen.
var titled = rapid.Map(texts, func(s string) string { return "T" + s })

var dates = rapid.Map(rapid.SampledFrom([]string{"", "2019", "2019-05", "2019-09-05", "2018/2022", "2022-06-24/2022-09-30", "2019-10/2020-01", "2012-07/2026-11-21", "2018/2019-03", "../2022-09-30", "2019-08/.."}),
	func(s string) edtf.Date {
		if s == "" {
			return edtf.Date{}
		}
		return edtf.Must(s)
	})

var kinds = []string{"law", "report", "official_page", "press_release", "speech", "interview", "press_article", "dispatch", "dataset", "parliamentary", "notice", "blog", "other"}

func drawDocument(t *rapid.T) cite.Document {
	d := cite.Document{
		Title: titled.Draw(t, "title"), Publisher: texts.Draw(t, "publisher"), Authors: rapid.SliceOfN(titled, 0, 3).Draw(t, "authors"),
		Speakers: rapid.SliceOfN(titled, 0, 2).Draw(t, "speakers"), Kind: rapid.SampledFrom(kinds).Draw(t, "kind"),
		Language: rapid.SampledFrom([]string{"fr", "en"}).Draw(t, "language"), PublishedOn: dates.Draw(t, "published"), DatedByContent: dates.Draw(t, "dated"),
	}
	if rapid.Bool().Draw(t, "online") {
		d.URL = "https://x.example/" + strings.Map(func(r rune) rune {
			if unicode.IsSpace(r) || unicode.IsControl(r) {
				return -1
			}
			return r
		}, texts.Draw(t, "path"))
	}
	if rapid.Bool().Draw(t, "read") {
		d.AccessedOn = onDay("2026-11-21")
	}
	return d
}

// wide is what BibTeX has for both no-break spaces.
var wide = strings.NewReplacer("\u202f", "\u00a0")

// flat is a text as one line shows it.
func flat(s string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == '\u2028' || r == '\u2029' {
			return ' '
		}
		return r
	}, s))
}

// TestWhateverTheTextsAreCitationsParse: whatever stands in a claim, its
// citations can be read, and what is read is what was written.
func TestWhateverTheTextsAreCitationsParse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lang := rapid.SampledFrom([]string{"fr", "en"}).Draw(t, "lang")
		c := cite.Claim{Lang: lang, ID: "x-1", Label: titled.Draw(t, "label"), Locator: texts.Draw(t, "locator"), Speaker: texts.Draw(t, "speaker"),
			Quoted: dates.Draw(t, "quoted"), Read: drawDocument(t), Record: record(lang, "funding/x-1")}
		if rapid.Bool().Draw(t, "has original") {
			d := drawDocument(t)
			c.Original = &d
		}
		if text := cite.Text(c); strings.Count(text, "\n") != 1 || !strings.HasSuffix(text, " https://jalons.example/v1/funding/x-1\n") {
			t.Fatalf("no line that ends with the permalink: %q", text)
		}
		bib, err := citetest.BibTeX(cite.BibTeX(c))
		if err != nil || len(bib) != 2 {
			t.Fatalf("%v in\n%s", err, cite.BibTeX(c))
		}
		ris, err := citetest.RIS(cite.RIS(c))
		if err != nil || len(ris) != 2 {
			t.Fatalf("%v in\n%s", err, cite.RIS(c))
		}
		text, err := cite.CSL(c)
		if err != nil {
			t.Fatal(err)
		}
		csl, err := citetest.CSL(text)
		if err != nil || len(csl) != 2 {
			t.Fatalf("%v in\n%s", err, text)
		}
		title := flat(c.Read.Title)
		if bib[0].Get("title") != wide.Replace(title) || ris[0].Get("TI") != title || csl[0].Title != title {
			t.Fatalf("title %q reads\n%q\n%q\n%q", title, bib[0].Get("title"), ris[0].Get("TI"), csl[0].Title)
		}
		if bib[0].Get("url") != ris[0].Get("UR") || ris[0].Get("UR") != csl[0].URL || (csl[0].URL == "") != (c.Read.URL == "") {
			t.Fatalf("address %q reads\n%q\n%q\n%q", c.Read.URL, bib[0].Get("url"), ris[0].Get("UR"), csl[0].URL)
		}
		for i, key := range []string{"jalons-x-1-source", "jalons-x-1"} {
			if bib[i].Key != key || ris[i].Key != key || csl[i].ID != key {
				t.Fatalf("key %s reads %s, %s, %s", key, bib[i].Key, ris[i].Key, csl[i].ID)
			}
		}
	})
}
