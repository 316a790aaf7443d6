package api

import (
	"encoding/xml"
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"jalons/internal/dataset/datasettest"
)

// drawnPicture is what tests read of a picture.
type drawnPicture struct {
	elements    map[string]int
	title, desc string
	all         string // every text
	root        map[string]string
}

// parsePicture reads a picture strictly, as XML.
func parsePicture(t *testing.T, address, body string) (p drawnPicture) {
	t.Helper()
	p = drawnPicture{elements: map[string]int{}}
	d := xml.NewDecoder(strings.NewReader(body))
	within := ""
	var all strings.Builder
	defer func() { p.all = all.String() }()
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return p
		}
		if err != nil {
			t.Fatalf("%s: %v in %.300s", address, err, body)
		}
		switch token := token.(type) {
		case xml.StartElement:
			within = token.Name.Local
			p.elements[within]++
			if p.root == nil {
				p.root = map[string]string{"element": within}
				for _, a := range token.Attr {
					p.root[a.Name.Local] = a.Value
				}
			}
			for _, a := range token.Attr {
				if a.Name.Local == "style" || strings.HasPrefix(a.Name.Local, "on") || strings.Contains(a.Value, "NaN") || strings.Contains(a.Value, "Inf") {
					t.Errorf("%s: %s has %s=%q", address, within, a.Name.Local, a.Value)
				}
			}
		case xml.EndElement:
			within = ""
		case xml.CharData:
			all.Write(token)
			switch within {
			case "title":
				p.title += string(token)
			case "desc":
				p.desc += string(token)
			}
		}
	}
}

// drawings are questions to every picture.
func drawings(t *testing.T, s *Server) []string {
	all := []string{"/charts/timeline.svg", "/charts/funding.svg", "/charts/promises.svg", "/charts/timeline.svg?known_on=1990-01-01", "/charts/promises.svg?q=messagerie",
		"/charts/funding.svg?amount_eur__gte=1000000000&flow__not=saving", "/charts/promises.svg?timeliness=unplanned", "/charts/funding.svg?programme=segur-numerique&include_parts=true"}
	for _, row := range rowsOf(t, s, "/v1/programmes?limit=1000&shape=array") {
		for _, chart := range []string{"timeline", "funding", "promises"} {
			all = append(all, "/charts/"+chart+".svg?programme="+row["id"].(string))
		}
	}
	for _, row := range rowsOf(t, s, "/v1/indicators?limit=1000&shape=array") {
		all = append(all, "/charts/indicator/"+row["id"].(string)+".svg")
	}
	return all
}

// Every picture is well-formed, names itself, tells its figures as text, and is
// the same each time; it is without script, style, or anything from elsewhere.
func TestPicturesAreWhole(t *testing.T) {
	datasettest.Sweep(t)
	s := newTestServer(t)
	for _, address := range drawings(t, s) {
		for _, more := range []string{"", "lang=en&theme=dark&width=320", "known_on=2019-12-31"} {
			if strings.Contains(address, "known_on") && strings.Contains(more, "known_on") {
				continue
			}
			at := address
			if more != "" {
				at += map[bool]string{true: "&", false: "?"}[strings.Contains(address, "?")] + more
			}
			w := ask(s, at)
			if w.Code == http.StatusNotFound && strings.Contains(more, "known_on") {
				continue // an indicator of which nobody had spoken
			}
			if w.Code != http.StatusOK || w.Header().Get("Content-Type") != "image/svg+xml" || w.Header().Get("Vary") != "Accept-Encoding" || w.Header().Get("ETag") == "" {
				t.Errorf("%s: %d %v %s", at, w.Code, w.Header(), w.Body)
				continue
			}
			p := parsePicture(t, at, w.Body.String())
			if p.root["element"] != "svg" || p.root["role"] != "img" || p.root["aria-labelledby"] != "title desc" || p.title == "" || p.desc == "" {
				t.Errorf("%s: %v, title %q, desc %q", at, p.root, p.title, p.desc)
			}
			for _, name := range []string{"script", "style", "image", "a", "foreignObject", "use"} {
				if p.elements[name] > 0 {
					t.Errorf("%s holds <%s>", at, name)
				}
			}
		}
	}
	first, again := ask(s, "/charts/timeline.svg").Body.String(), ask(s, "/charts/timeline.svg").Body.String()
	if first != again {
		t.Error("one picture is drawn in two ways")
	}
}

// The figure of every row of money and every value stands in the text of its picture,
// as the API has it.
func TestPicturesSayWhatTheAPISays(t *testing.T) {
	s := newTestServer(t)
	drawn := map[string]drawnPicture{}
	read := func(address string) drawnPicture {
		if _, ok := drawn[address]; !ok {
			drawn[address] = parsePicture(t, address, ask(s, address).Body.String())
		}
		return drawn[address]
	}
	for _, row := range rowsOf(t, s, "/v1/funding?limit=1000&shape=array") {
		p := read("/charts/funding.svg?programme=" + row["programme"].(string))
		if said, ok := row["display"].(string); ok && !strings.Contains(p.desc, said) {
			t.Errorf("%s: %q is not in the picture", row["id"], said)
		}
	}
	for _, row := range rowsOf(t, s, "/v1/observations?limit=1000&shape=array") {
		p := read("/charts/indicator/" + row["indicator"].(string) + ".svg")
		left := strings.Contains(p.desc, "sans date ou sans nombre")
		if said, ok := row["display"].(string); ok && !strings.Contains(p.desc, said) && !left {
			t.Errorf("%s: %q is not in the picture", row["id"], said)
		}
	}
	for _, row := range rowsOf(t, s, "/v1/timeline?limit=1000&shape=array") {
		p := read("/charts/timeline.svg?programme=" + row["programme"].(string))
		if said, ok := row["display"].(string); ok && !strings.Contains(p.desc, said) {
			t.Errorf("%s: %q is not in the timeline", row["id"], said)
		}
	}
}

// Nothing in the address of a picture is ignored.
func TestPicturesRefuse(t *testing.T) {
	s := newTestServer(t)
	for address, status := range map[string]int{
		"/charts/funding.svg?programm=dmp":                         400,
		"/charts/funding.svg?width=100":                            400,
		"/charts/funding.svg?width=100000":                         400,
		"/charts/funding.svg?theme=blue":                           400,
		"/charts/funding.svg?limit=3":                              400,
		"/charts/funding.svg?sort=id":                              400,
		"/charts/funding.svg?timeliness=late":                      400,
		"/charts/promises.svg?known_on=2019":                       400,
		"/charts/promises.svg?timeliness=late&timeliness=overdue":  400,
		"/charts/promises.svg?lang=de":                             400,
		"/charts/timeline.svg?format=svg":                          400,
		"/charts/indicator/dmp-opened.svg?indicator=dmp-documents": 400,
		"/charts/indicator/dmp-opened.svg?id=x":                    400,
		"/charts/indicator/dmp-open.svg":                           404,
		"/charts/indicator/dmp-open.svg?width=1":                   404,
		"/charts/indicator/dmp-opened":                             404,
		"/charts/indicator/.svg":                                   404,
		"/charts/nothing.svg":                                      404,
		"/charts/timeline":                                         404,
		"/charts/indicator/dmp-opened.svg?known_on=1999-01-01":     404,
	} {
		if w := ask(s, address); w.Code != status || w.Header().Get("Content-Type") != "application/problem+json" {
			t.Errorf("%s: %d %s", address, w.Code, w.Body)
		}
		suggestionWorks(t, s, address, askProblem(t, s, address))
	}
}

// A picture that cannot hold all says how many rows it leaves out.
func TestPicturesCountWhatTheyLeaveOut(t *testing.T) {
	s := newTestServer(t)
	total := totalOf(t, s, "/v1/funding")
	p := parsePicture(t, "", ask(s, "/charts/funding.svg?lang=en").Body.String())
	drawn := strings.Count(p.desc, "\n") - 3 // beside the lede, what is left out, sources and credit
	if want := total - maxDrawn; drawn != maxDrawn || !strings.Contains(p.all, strconv.Itoa(want)+" earlier statements are not drawn") {
		t.Errorf("%d of %d drawn; %s", drawn, total, p.desc[len(p.desc)-600:])
	}
}
