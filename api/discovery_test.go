package api

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/piprate/json-gold/ld"

	"jalons/internal/dataset/datasettest"
)

// The files by which machines find the data, of a small dataset.
func TestDiscoveryStays(t *testing.T) {
	s := serveHardCases(t)
	goldenAnswers(t, "testdata/discovery/hard-cases.txtar", func(address string) string { return fileFacts.ReplaceAllString(raw(s, address), `"…"$1`) })
}

// fileFacts are the sizes and sums of files, which other tests hold.
var fileFacts = regexp.MustCompile(`"[0-9a-f]+"(\^\^xsd:(?:nonNegativeInteger|hexBinary))`)

// linkedIn finds the addresses of this service that a document names.
var linkedIn = regexp.MustCompile(regexp.QuoteMeta(testURL) + `[^\s"'<>()\]\\]*`)

// Every address that these files name answers, and none comes from the request.
func TestDiscoveryLeadsSomewhere(t *testing.T) {
	datasettest.Sweep(t)
	s := newTestServer(t)
	for _, file := range []string{"/catalog.ttl", "/catalog.jsonld", "/datapackage.json", "/.well-known/api-catalog", "/llms.txt", "/robots.txt", "/sitemap.xml", "/feeds/changes.atom"} {
		w := ask(s, "http://elsewhere.example"+file, "X-Forwarded-Host", "elsewhere.example")
		if w.Code != http.StatusOK || strings.Contains(w.Body.String(), "elsewhere") {
			t.Errorf("%s: %d %s", file, w.Code, w.Body)
		}
		links := linkedIn.FindAllString(strings.ReplaceAll(w.Body.String(), "&amp;", "&"), -1)
		if len(links) == 0 {
			t.Errorf("%s names no address", file)
		}
		slices.Sort(links)
		for _, link := range slices.Compact(links) {
			path, _, _ := strings.Cut(strings.TrimPrefix(link, testURL), "#")
			if path == "" {
				path = "/"
			}
			if got := ask(s, path); got.Code != http.StatusOK {
				t.Errorf("%s names %s, which answers %d", file, link, got.Code)
			}
		}
	}
}

// normal gives an RDF graph in its one normal form.
func normal(t *testing.T, input any, options *ld.JsonLdOptions) string {
	t.Helper()
	options.Format, options.Algorithm = "application/n-quads", ld.AlgorithmURDNA2015
	out, err := ld.NewJsonLdProcessor().Normalize(input, options)
	if err != nil {
		t.Fatal(err)
	}
	return out.(string)
}

// JSON-LD and Turtle say the same, to readers that know nothing of the writer.
func TestCatalogueSaysTheSameTwice(t *testing.T) {
	s := serveHardCases(t)
	var doc any
	if err := json.Unmarshal(ask(s, "/catalog.jsonld").Body.Bytes(), &doc); err != nil {
		t.Fatal(err)
	}
	fromJSON := normal(t, doc, ld.NewJsonLdOptions(""))
	options := ld.NewJsonLdOptions("")
	options.InputFormat = "application/n-quads"
	fromTurtle := normal(t, triples(t, ask(s, "/catalog.ttl").Body.String()), options)
	if fromJSON != fromTurtle || strings.Count(fromJSON, "\n") < 100 {
		t.Errorf("they differ %s", firstDifference(fromTurtle, fromJSON))
	}
}

// What data.gouv.fr's harvester needs stands where it looks: an identifier on each
// thing, the service named by no file (it passes over those that are), the
// dataset named by the service.
func TestCatalogueForTheHarvester(t *testing.T) {
	s := serveHardCases(t)
	graph := triples(t, ask(s, "/catalog.ttl").Body.String())
	const dct, dcat = "http://purl.org/dc/terms/", "http://www.w3.org/ns/dcat#"
	about := "<" + testURL + "/catalog.ttl#%s> <%s>"
	for _, want := range []string{
		fmt.Sprintf(about, "dataset", dct+"identifier") + ` "jalons"`,
		fmt.Sprintf(about, "service", dct+"identifier") + ` "jalons-api"`,
		fmt.Sprintf(about, "service", dcat+"servesDataset") + " <" + testURL + "/catalog.ttl#dataset>",
		fmt.Sprintf(about, "service", dcat+"endpointURL") + " <" + testURL + "/v1>",
		fmt.Sprintf(about, "service", dcat+"endpointDescription") + " <" + testURL + "/openapi.json>",
		fmt.Sprintf(about, "service", dct+"license") + " <" + licenseURL + ">",
		fmt.Sprintf(about, "dataset", dct+"license") + " <" + licenseURL + ">",
		fmt.Sprintf(about, "dataset", dct+"accrualPeriodicity") + " <http://publications.europa.eu/resource/authority/frequency/IRREG>",
	} {
		if !strings.Contains(graph, want) {
			t.Errorf("missing: %s", want)
		}
	}
	if strings.Contains(graph, "accessService") {
		t.Error("a file names the service, which is then passed over")
	}
	for _, d := range listed(t, s) {
		if !strings.Contains(graph, d.URL) {
			t.Errorf("%s is not in the catalogue", d.Name)
		}
	}
}

// The sitemap has each page once, with its other language where there is one.
func TestSitemap(t *testing.T) {
	datasettest.Sweep(t)
	s := newTestServer(t)
	var set struct {
		XMLName xml.Name `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
		URLs    []struct {
			Loc     string `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 loc"`
			Lastmod string `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 lastmod"`
			Links   []struct {
				Lang string `xml:"hreflang,attr"`
				Href string `xml:"href,attr"`
			} `xml:"http://www.w3.org/1999/xhtml link"`
		} `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 url"`
	}
	if err := xml.Unmarshal(ask(s, "/sitemap.xml").Body.Bytes(), &set); err != nil {
		t.Fatal(err)
	}
	today := updatedOn(t, s)
	seen := map[string]string{}
	for _, u := range set.URLs {
		if _, twice := seen[u.Loc]; twice || u.Lastmod != today {
			t.Errorf("%+v", u)
		}
		var others []string
		for _, l := range u.Links {
			others = append(others, l.Lang+" "+l.Href)
		}
		seen[u.Loc] = strings.Join(others, ", ")
		if parsed, err := url.Parse(u.Loc); err != nil || parsed.RawQuery != "" {
			t.Errorf("%s", u.Loc)
		}
	}
	home := "fr " + testURL + "/, en " + testURL + "/en/, x-default " + testURL + "/"
	if seen[testURL+"/"] != home || seen[testURL+"/en/"] != home || seen[testURL+"/docs"] != "" || len(seen) < 3 {
		t.Errorf("%v", seen)
	}
	for address := range seen {
		if w := ask(s, strings.TrimPrefix(address, testURL)); w.Code != http.StatusOK || !strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") {
			t.Errorf("%s: %d %s", address, w.Code, w.Header().Get("Content-Type"))
		}
	}
}

// updatedOn gives the day of the data that are served.
func updatedOn(t *testing.T, s *Server) string {
	t.Helper()
	var about struct {
		Meta struct {
			UpdatedOn string `json:"updated_on"`
		}
	}
	if err := json.Unmarshal(ask(s, "/v1/dataset").Body.Bytes(), &about); err != nil || about.Meta.UpdatedOn == "" {
		t.Fatal(err)
	}
	return about.Meta.UpdatedOn
}
