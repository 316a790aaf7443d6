package api

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
)

// answered writes an answer for review: its status, and its document indented.
func answered(t *testing.T, s *Server, address string) string {
	t.Helper()
	w := ask(s, address)
	var text bytes.Buffer
	if err := json.Indent(&text, w.Body.Bytes(), "", " "); err != nil {
		t.Fatalf("%s: %v", address, err)
	}
	return fmt.Sprintf("%d %s\n%s", w.Code, w.Header().Get("Content-Type"), text.Bytes())
}

// TestAnswers holds whole answers to the first questions against golden files.
func TestAnswers(t *testing.T) {
	for name, s := range map[string]*Server{"hard-cases": serveHardCases(t), "shipped": newTestServer(t)} {
		t.Run(name, func(t *testing.T) {
			goldenAnswers(t, "testdata/answers/"+name+".txtar", func(address string) string { return answered(t, s, address) })
		})
	}
}

// What a journalist asks first, of the data as shipped, however it grows.
func TestFirstQuestions(t *testing.T) {
	s := newTestServer(t)
	var two *jsonRow
	for _, r := range askList(t, s, "/v1/funding?programme=segur-numerique").Data {
		if r.text("amount_eur") == "2000000000" {
			two = &r
		}
		for _, column := range []string{"source", "source_title", "source_locator", "stated_on", "permalink"} {
			if r.text(column) == "" {
				t.Errorf("%s has no %s", r.text("id"), column)
			}
		}
	}
	if two == nil {
		t.Error("no two billion euros for the Ségur")
	}
	if before := askList(t, s, "/v1/funding?programme=segur-numerique&known_on=2019-12-31"); len(before.Data) > 0 || *before.Meta.Total > 0 {
		t.Errorf("nobody had said it by the end of 2019: %v", permalinks(before.Data))
	}
	if p := askProblem(t, s, "/v1/programmes/mon-espace-sante?known_on=2018-12-31"); p.Status != http.StatusNotFound || !strings.HasSuffix(p.Type, "/not-yet-known") {
		t.Errorf("Mon espace santé at the end of 2018: %+v", p)
	}
	for day, want := range map[string]string{"2018-04-01": "pending", "2018-12-31": "overdue", "2026-11-21": "late"} {
		rows := askList(t, s, "/v1/milestones?id=feuille-de-route-presentation&known_on="+day).Data
		if len(rows) != 1 || rows[0].text("timeliness") != want || rows[0].text("first_due") != "2018-05" {
			t.Errorf("the roadmap on %s: %v, want %s", day, rows, want)
		}
		if slip := rows[0].text("slippage_days_min"); (day == "2026-11-21") != (slip != "0" && !strings.HasPrefix(slip, "-")) {
			t.Errorf("the roadmap on %s: slipped by at least %s days", day, slip)
		}
	}
}
