package api

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"

	"jalons/internal/cite"
	"jalons/internal/edtf"
)

// metadataOf reads the words for a chart, strictly.
func metadataOf(t *testing.T, s *Server, address string) (chart ChartMetadata) {
	t.Helper()
	w := ask(s, address)
	d := json.NewDecoder(w.Body)
	d.DisallowUnknownFields()
	if err := d.Decode(&chart); err != nil || w.Code != http.StatusOK || w.Header().Get("Content-Type") != mediaTypes["json"] {
		t.Fatalf("%s: %d %v", address, w.Code, err)
	}
	return chart
}

// A chart drawn elsewhere names every source that its rows rest on, or how many
// more there are, says as of when, and leads to the very rows as CSV.
func TestChartsElsewhere(t *testing.T) {
	s := newTestServer(t)
	for _, address := range []string{"observations.dw.json?indicator=mes-active-accounts", "observations?indicator=mes-active-accounts&format=dw.json&lang=en&known_on=2024-06-30",
		"funding.dw.json?programme=segur-numerique&sort=-amount_eur&fields=id,amount_eur", "milestones.dw.json?timeliness=late", "timeline.dw.json?programme=dmp&limit=5", "observations.dw.json"} {
		chart := metadataOf(t, s, "/v1/"+address)
		path := strings.TrimPrefix(chart.ExternalData, testURL)
		w := ask(s, path)
		table, err := csv.NewReader(bytes.NewReader(w.Body.Bytes())).ReadAll()
		if err != nil || w.Code != http.StatusOK || len(table) < 2 || !strings.Contains(path, ".csv?") && !strings.HasSuffix(path, ".csv") {
			t.Fatalf("%s leads to %s: %d %v", address, path, w.Code, err)
		}
		at := slices.Index(table[0], "source_publisher")
		var publishers []string
		for _, row := range table[1:] {
			if row[at] != "" && !slices.Contains(publishers, row[at]) {
				publishers = append(publishers, row[at])
			}
		}
		line := chart.Metadata.Describe.SourceName
		for i, p := range publishers {
			if i < mostPublishers && !strings.Contains(line, p) {
				t.Errorf("%s: %s is not named in %q", address, p, line)
			}
		}
		if more := len(publishers) > mostPublishers; more != (strings.Contains(line, " autres, ") || strings.Contains(line, " others, ")) {
			t.Errorf("%s: %d publishers, %q", address, len(publishers), line)
		}
		want := cite.Date(edtf.Must(updatedOn(t, s)), "fr")
		if strings.Contains(address, "known_on") {
			want = "30 June 2024"
		}
		if notes := chart.Metadata.Annotate.Notes; !strings.Contains(notes, want) || !strings.Contains(notes, "etalab-2.0") {
			t.Errorf("%s: %q", address, notes)
		}
		if w := ask(s, strings.TrimPrefix(chart.Metadata.Describe.SourceURL, testURL)); w.Code != http.StatusOK || chart.Title == "" || chart.Metadata.Describe.Byline != "Jalons" ||
			chart.Metadata.Data.ExternalData != chart.ExternalData {
			t.Errorf("%s: %+v", address, chart)
		}
	}
	if got := metadataOf(t, s, "/v1/observations.dw.json?indicator=mes-active-accounts"); got.Title != "Comptes Mon espace santé activés" || got.Metadata.Describe.Intro == "" {
		t.Errorf("%+v", got)
	}
	for address, status := range map[string]int{"/v1/sources.dw.json": 404, "/v1/observations/mes-active-2023-12.dw.json": 404, "/v1/observations.dw.json?facet=unit": 400,
		"/v1/observations.dw.json?dialect=fr": 400, "/v1/observations.dw.json?format=json": 400, "/v1/observations.dw": 404} {
		if w := ask(s, address); w.Code != status {
			t.Errorf("%s: %d, want %d", address, w.Code, status)
		}
	}
	if w := ask(s, "/v1/observations", "Accept", "application/json"); !strings.HasPrefix(w.Body.String(), `{"data":[`) {
		t.Errorf("JSON is no longer the list: %.80s", w.Body)
	}
}
