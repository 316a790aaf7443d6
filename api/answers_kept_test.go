package api

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"jalons/internal/dataset"
	"jalons/internal/edtf"
	"jalons/internal/store"
)

// whole is an answer with all that a caller sees of it.
func wholeAnswer(w *httptest.ResponseRecorder) (int, http.Header, string) {
	return w.Code, w.Header(), w.Body.String()
}

// What is answered from memory is what was answered at first: every header and
// byte, whatever was asked in between and in whatever form.
func TestKeptAnswersAreTheSame(t *testing.T) {
	s := newTestServer(t)
	addresses := []string{"/v1", "/v1/funding?programme=dmp", "/v1/funding?lang=en&programme=dmp", "/v1/programmes/dmp", "/v1/programmes/dmpp", "/v1/funding?limit=0",
		"/v1/funding/summary", "/v1/funding/summary?by=flow", "/v1/search?q=segur", "/v1/funding.csv?programme=dmp", "/v1/dataset", "/v1/schema/funding",
		"/v1/statements?limit=7&offset=3", "/v1/statements?limit=9&lang=en", "/v1/statements?limit=9&fields=id,label", "/v1/funding?facet=flow,programme&limit=3",
		"/v1/funding/segur-2bn-2022/cite", "/", "/en/", "/docs", "/openapi.json", "/problems/busy", "/livez", "/nowhere", "/v1/milestones?known_on=2019-01-01"}
	accepts := []string{"", "application/json", "text/csv", "text/html", "application/problem+json", "image/png", "*/*;q=0.1"}
	codings := []string{"", "gzip", "br", "gzip, br", "identity;q=0", "gzip;q=0"}
	rapid.Check(t, func(t *rapid.T) {
		headers := []string{"Accept", rapid.SampledFrom(accepts).Draw(t, "accept"), "Accept-Encoding", rapid.SampledFrom(codings).Draw(t, "coding"),
			"Accept-Language", rapid.SampledFrom([]string{"", "en", "fr", "de"}).Draw(t, "language")}
		address := rapid.SampledFrom(addresses).Draw(t, "address")
		method := rapid.SampledFrom([]string{"GET", "HEAD"}).Draw(t, "method")
		if rapid.Bool().Draw(t, "conditional") {
			if tag := ask(s, address, headers...).Header().Get("ETag"); tag != "" {
				headers = append(headers, "If-None-Match", rapid.SampledFrom([]string{"", "W/", `"x", `}).Draw(t, "prefix")+tag)
			}
		}
		asked := func() *httptest.ResponseRecorder {
			r := httptest.NewRequest(method, address, nil)
			for i := 0; i < len(headers); i += 2 {
				if headers[i+1] != "" {
					r.Header.Set(headers[i], headers[i+1])
				}
			}
			w := httptest.NewRecorder()
			s.ServeHTTP(w, r)
			return w
		}
		now := asked()
		s.edition.Load().answers.InvalidateAll()
		s.edition.Load().rows.InvalidateAll()
		s.edition.Load().lists.matching.InvalidateAll()
		s.edition.Load().lists.orders.InvalidateAll()
		fresh := asked()
		again := asked()
		s.edition.Load().answers.InvalidateAll()
		ofRows := asked()
		for what, w := range map[string]*httptest.ResponseRecorder{"as it stood": now, "again": again, "of rows and lists that are kept": ofRows} {
			status, header, body := wholeAnswer(w)
			wantStatus, wantHeader, wantBody := wholeAnswer(fresh)
			if status != wantStatus || !reflect.DeepEqual(header, wantHeader) || body != wantBody {
				t.Fatalf("%s %s %q, %s: %d %v %.100q, want %d %v %.100q", method, address, headers, what, status, header, body, wantStatus, wantHeader, wantBody)
			}
		}
	})
}

// A page of a list that is kept is the page that the file gives, and so is that of
// the next question: nobody changes what others are given.
func TestKeptListsAreTheFile(t *testing.T) {
	s := newTestServer(t)
	e := s.edition.Load()
	days := []dataset.Day{e.data.About.Info.UpdatedOn, edtf.DayOf(2016, 3, 1)}
	rapid.Check(t, func(t *rapid.T) {
		q := store.Query{Lang: rapid.SampledFrom([]string{"fr", "en"}).Draw(t, "lang"), Day: rapid.SampledFrom(days).Draw(t, "day"),
			Limit: rapid.IntRange(1, 40).Draw(t, "limit"), Offset: rapid.IntRange(0, 500).Draw(t, "offset")}
		if column := rapid.SampledFrom([]string{"", "due", "label", "programme"}).Draw(t, "sort"); column != "" {
			q.Sorts = []store.Sort{{Column: column, Desc: rapid.Bool().Draw(t, "desc")}}
		}
		if status := rapid.SampledFrom([]string{"", "met", "abandoned", "none such"}).Draw(t, "status"); status != "" {
			q.Filters = []store.Filter{{Column: "status", Op: rapid.SampledFrom([]store.Op{store.Is, store.Not}).Draw(t, "op"), Values: []any{status}}}
		}
		facets := rapid.SampledFrom([][]string{nil, {"type"}}).Draw(t, "facets")
		got, err := milestones.listed(t.Context(), e, q, facets)
		if err != nil {
			t.Fatal(err)
		}
		want, err := store.ListPage[milestoneRow](t.Context(), e.data, q, facets)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(got.Readings, want.Readings) || got.Total != want.Total || !reflect.DeepEqual(got.Facets, want.Facets) {
			t.Fatalf("%+v:\n got %+v\nwant %+v", q, got, want)
		}
	})
}

// A good answer is kept, a refusal is not; an answer of one dataset is gone with it.
func TestWhatIsKept(t *testing.T) {
	s := newTestServer(t)
	kept := func(address string, headers ...string) bool {
		r := httptest.NewRequest("GET", address, nil)
		for i := 0; i < len(headers); i += 2 {
			r.Header.Set(headers[i], headers[i+1])
		}
		_, ok := s.edition.Load().answers.GetIfPresent(questionOf(r))
		return ok
	}
	tag := ask(s, "/v1/funding").Header().Get("ETag")
	for _, headers := range [][]string{{"If-None-Match", tag}, {"If-None-Match", "W/" + tag}, {"If-None-Match", `"x"`}} {
		ask(s, "/v1/funding", headers...)
	}
	for address, want := range map[string]bool{"/v1/funding": true, "/v1/programmes/dmpp": false, "/v1/funding?limit=0": false, "/livez": false, "/v1/funding.csv": false} {
		ask(s, address)
		if kept(address) != want {
			t.Errorf("%s: kept %t, want %t", address, !want, want)
		}
	}
	if !kept("/v1/funding", "If-None-Match", tag) || kept("/v1/funding", "If-None-Match", "W/"+tag) {
		t.Error("of the answers to conditions, that to the tag itself alone is to be kept")
	}
	s.Drain()
	ask(s, "/v1/milestones")
	if kept("/v1/milestones") {
		t.Error("an answer that closes its connection is kept")
	}
}

// What memory holds is bounded, whatever is asked.
func TestKeptAnswersAreBounded(t *testing.T) {
	answers := newAnswers()
	body := bytes.Repeat([]byte("x"), maxAnswer)
	for i := range 3 * maxKept / maxAnswer {
		answers.Set(string(rune('a'+i)), &answer{body: body})
	}
	answers.CleanUp()
	if size := answers.WeightedSize(); size > maxKept || size < maxKept/2 {
		t.Errorf("%d bytes kept, at most %d are to be", size, maxKept)
	}
}
