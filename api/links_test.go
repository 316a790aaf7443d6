package api

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
)

// No header of a request reaches an answer's links.
func TestLinksAreOurs(t *testing.T) {
	s := serveHardCases(t)
	for address := range addressKinds {
		r := httptest.NewRequest(http.MethodGet, address, nil)
		r.Host = "evil.example"
		for _, name := range []string{"X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-For", "X-Forwarded-Prefix", "Forwarded", "X-Original-URL", "X-Rewrite-URL", "X-HTTP-Method-Override", "Origin", "Referer"} {
			r.Header.Set(name, "https://evil.example/")
		}
		w := serveRaw(s, r)
		if strings.Contains(w.Body.String(), "evil") {
			t.Errorf("%.80s: the body names the host of the request", address)
		}
		for name, values := range w.Header() {
			if strings.Contains(strings.Join(values, " "), "evil") {
				t.Errorf("%.80s: the header %s names the host of the request", address, name)
			}
		}
		if w.Code != addressKinds[address] {
			t.Errorf("%.80s: %d, want %d", address, w.Code, addressKinds[address])
		}
	}
}

// Every link that an answer names is answered.
func TestLinksLead(t *testing.T) {
	s := serveHardCases(t)
	for _, address := range []string{"/v1/funding", "/v1/funding?limit=3&offset=3&lang=en", "/v1/statements?limit=7&sort=-date&fields=id", "/v1/milestones?limit=2&facet=type",
		"/v1/sources.json?limit=2", "/v1/funding/dmp-210m-cour-2012", "/v1/timeline?limit=5&known_on=2019-12-31", "/v1/diff?from=2018-01-01&to=2019-12-31&limit=2", "/v1/funding?offset=500", "/v1/corrections?id__isnull=false"} {
		w := ask(s, address)
		if w.Code == http.StatusBadRequest {
			continue
		}
		var a struct{ Links map[string]*string }
		if err := json.Unmarshal(w.Body.Bytes(), &a); err != nil {
			t.Fatalf("%s: %v", address, err)
		}
		for name, link := range a.Links {
			if link == nil || name == "docs" {
				continue
			}
			local, own := strings.CutPrefix(*link, testURL)
			if got := ask(s, local); !own || got.Code != http.StatusOK {
				t.Errorf("%s: the link %s, %s, answers %d", address, name, *link, got.Code)
			}
		}
		if *a.Links["self"] != testURL+address {
			t.Errorf("%s: self is %s", address, *a.Links["self"])
		}
	}
}

// next leads through all rows, prev back; first and last are where they lead.
func TestPagesLeadOn(t *testing.T) {
	s := serveHardCases(t)
	all := permalinks(union(t, s, question{"statements", "sort=-date"}, maxLimit))
	for limit, next := range map[int]bool{len(all): false, len(all) - 1: true, len(all) + 1: false} {
		if a := askList(t, s, fmt.Sprintf("/v1/statements?limit=%d", limit)); (a.Links["next"] != nil) != next {
			t.Errorf("limit=%d of %d rows: next is %v", limit, len(all), a.Links["next"])
		}
	}
	var forth, back []string
	address, last := "/v1/statements?sort=-date&limit=6", ""
	for address != "" {
		a := askList(t, s, address)
		forth = append(forth, permalinks(a.Data)...)
		if *a.Meta.Total != len(all) {
			t.Errorf("%s: total %d, want %d", address, *a.Meta.Total, len(all))
		}
		last, address = address, ""
		if next := a.Links["next"]; next != nil {
			address = strings.TrimPrefix(*next, testURL)
		}
	}
	if !slices.Equal(forth, all) {
		t.Errorf("next leads to %v, want %v", forth, all)
	}
	for address = last; address != ""; {
		a := askList(t, s, address)
		back = append(permalinks(a.Data), back...)
		if *a.Links["last"] != testURL+last || *a.Links["first"] != testURL+"/v1/statements?sort=-date&limit=6" {
			t.Errorf("%s: first %s, last %s", address, *a.Links["first"], *a.Links["last"])
		}
		address = ""
		if prev := a.Links["prev"]; prev != nil {
			address = strings.TrimPrefix(*prev, testURL)
		}
	}
	if !slices.Equal(back, all) {
		t.Errorf("prev leads to %v, want %v", back, all)
	}
	beyond := askList(t, s, "/v1/statements?sort=-date&limit=6&offset=5000")
	if len(beyond.Data) > 0 || beyond.Links["next"] != nil {
		t.Errorf("beyond the end: %d rows, next %v", len(beyond.Data), beyond.Links["next"])
	}
	if page := askList(t, s, strings.TrimPrefix(*beyond.Links["prev"], testURL)); len(page.Data) == 0 {
		t.Errorf("beyond the end, prev is %s, which is empty", *beyond.Links["prev"])
	}
}

// An address in other letters of the same meaning is the same address.
func TestEscapedAddresses(t *testing.T) {
	s := serveHardCases(t)
	for address, status := range map[string]int{
		"/v1/programmes/%64mp":            200,
		"/v1/%66unding":                   200,
		"/v1/funding%2ecsv":               200,
		"/v1/funding?%70rogramme=dmp":     200,
		"/v1/programmes/dmp%2f":           404,
		"/v1/programmes/dmp%2fcite":       404,
		"/v1/programmes/%2e%2e/funding":   404,
		"/v1//funding":                    404,
		"/v1/funding/":                    404,
		"/V1/funding":                     404,
		"/v1/FUNDING":                     404,
		"/v1/programmes/DMP":              404,
		"/v1/programmes/%00":              404,
		"/v1/programmes/dmp%0d%0aX:%20y":  404,
		"/v1/programmes/%ff":              404,
		"/v1/programmes/%F0%9F%98%80":     404,
		"/v1/programmes/'%20OR%201=1--":   404,
		"/v1/programmes/%3Cscript%3E.csv": 404,
		"/v1/programmes/a%20b?lang=en":    404,
	} {
		w := ask(s, address)
		if w.Code != status {
			t.Errorf("%s: %d, want %d: %s", address, w.Code, status, w.Body)
		}
		if status != http.StatusOK {
			suggestionWorks(t, s, address, askProblem(t, s, address))
		}
	}
}

// 8000 bytes are read, one more is not.
func TestLongestAddress(t *testing.T) {
	s := serveHardCases(t)
	start := "/v1/funding?id="
	ids := strings.Repeat("dmp-210m-cour-2012,", 4)
	for length, status := range map[int]int{maxURI: 400, maxURI + 1: 414} {
		address := start + ids + strings.Repeat("x", length-len(start)-len(ids))
		if w := ask(s, address); w.Code != status {
			t.Errorf("%d bytes: %d, want %d", length, w.Code, status)
		}
	}
}
