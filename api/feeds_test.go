package api

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	ical "github.com/emersion/go-ical"
	"github.com/mmcdole/gofeed"

	"jalons/internal/edtf"
)

// raw gives an answer for review as it stands.
func raw(s *Server, address string) string {
	w := ask(s, address)
	return fmt.Sprintf("%d %s\n%s", w.Code, w.Header().Get("Content-Type"), strings.TrimSpace(strings.ReplaceAll(w.Body.String(), "\r\n", "\n"))+"\n")
}

func TestFeedsStay(t *testing.T) {
	s := serveHardCases(t)
	goldenAnswers(t, "testdata/feeds/hard-cases.txtar", func(address string) string { return raw(s, address) })
}

// readFeed reads a feed with another library.
func readFeed(t *testing.T, s *Server, address string) *gofeed.Feed {
	t.Helper()
	w := ask(s, address)
	f, err := gofeed.NewParser().ParseString(w.Body.String())
	if err != nil || w.Code != http.StatusOK || w.Header().Get("Content-Type") != mediaTypes["atom"] {
		t.Fatalf("%s: %d %v %v", address, w.Code, err, w.Body)
	}
	return f
}

// recorded gives the rows of a list that stand in feeds, as "collection/id day".
func recorded(t *testing.T, s *Server, collection, query string) (all []string) {
	t.Helper()
	for _, r := range union(t, s, question{collection, query}, maxLimit) {
		all = append(all, collection+"/"+r.text("id")+" "+r.text(news[collection]))
	}
	return all
}

// entriesOf gives the entries of all pages of a feed in the same way, following
// its links, and holds each to lead to its row.
func entriesOf(t *testing.T, s *Server, address string) (all []string) {
	t.Helper()
	for address != "" {
		f := readFeed(t, s, address)
		for _, e := range f.Items {
			_, id, _ := strings.Cut(strings.TrimPrefix(e.GUID, "tag:"), ":")
			all = append(all, id+" "+e.UpdatedParsed.Format(time.DateOnly))
			if e.Link != testURL+"/v1/"+id || e.Title == "" || e.UpdatedParsed.Format(time.TimeOnly) != "00:00:00" {
				t.Errorf("%+v", e)
			}
		}
		address = next(t, s, f.FeedLink)
	}
	return all
}

// next gives the address after one, as the Atom says it: "" for none.
func next(t *testing.T, s *Server, address string) string {
	t.Helper()
	body := ask(s, strings.TrimPrefix(address, testURL)).Body.String()
	_, rest, found := strings.Cut(body, `<link rel="next" href="`+testURL)
	if !found {
		return ""
	}
	link, _, _ := strings.Cut(rest, `"`)
	return strings.ReplaceAll(link, "&amp;", "&")
}

// The feed of changes tells of every statement, figure and correction once, the
// newest first, and of one programme of its own alone.
func TestChangesFeedTellsAll(t *testing.T) {
	for name, s := range map[string]*Server{"hard cases": serveHardCases(t), "random": serveRandom(t, 9, 60)} {
		for _, programme := range []string{"", "dmp"} {
			if name == "random" && programme != "" {
				programme = askList(t, s, "/v1/funding").Data[0].text("programme")
			}
			filter, query := "", "?limit=7"
			if programme != "" {
				filter, query = "programme="+programme, query+"&programme="+programme
			}
			var want []string
			for _, collection := range []string{"statements", "funding", "observations"} {
				want = append(want, recorded(t, s, collection, filter)...)
			}
			targets := strings.Join(want, " ")
			for _, r := range union(t, s, question{"corrections", ""}, maxLimit) {
				if programme == "" || strings.Contains(targets, "/"+r.text("target")+" ") {
					want = append(want, "corrections/"+r.text("id")+" "+r.text("date"))
				}
			}
			got := entriesOf(t, s, "/feeds/changes.atom"+query)
			days := func(a, b string) int {
				return strings.Compare(b[strings.LastIndex(b, " "):], a[strings.LastIndex(a, " "):])
			}
			if !slices.IsSortedFunc(got, days) {
				t.Errorf("%s %q: not the newest first: %q", name, programme, got)
			}
			slices.Sort(got)
			slices.Sort(want)
			if !slices.Equal(got, want) || len(got) == 0 {
				t.Errorf("%s %q:\n got %q\nwant %q", name, programme, got, want)
			}
		}
	}
}

// Lists whose rows bear the day of their entry are feeds too, with their filters.
func TestListsAsFeeds(t *testing.T) {
	s := newTestServer(t)
	for collection, filter := range map[string]string{"statements": "kind=rescheduled", "funding": "programme=dmp", "observations": "programme=mon-espace-sante", "exclusions": "", "corrections": ""} {
		got, want := entriesOf(t, s, "/v1/"+collection+".atom?"+filter), recorded(t, s, collection, filter)
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%s: %d entries, %d rows", collection, len(got), len(want))
		}
	}
	if w := ask(s, "/v1/funding?programme=dmp&limit=1", "Accept", "application/atom+xml"); w.Code != http.StatusOK || w.Header().Get("Vary") != "Accept, Accept-Encoding" || !strings.Contains(w.Body.String(), "<entry>") {
		t.Errorf("by Accept: %d %v", w.Code, w.Header())
	}
}

// readCalendar reads a calendar with another library, by id of the milestone.
func readCalendar(t *testing.T, s *Server, address string) map[string]ical.Event {
	t.Helper()
	w := ask(s, address)
	cal, err := ical.NewDecoder(w.Body).Decode()
	if err != nil || w.Code != http.StatusOK || w.Header().Get("Content-Type") != mediaTypes["ics"] {
		t.Fatalf("%s: %d %v", address, w.Code, err)
	}
	events := map[string]ical.Event{}
	for _, e := range cal.Events() {
		uid, err := e.Props.Text("UID")
		if err != nil || !strings.HasSuffix(uid, "@jalons.example") {
			t.Fatalf("UID %q: %v", uid, err)
		}
		events[strings.TrimSuffix(strings.TrimPrefix(uid, "milestones."), "@jalons.example")] = e
	}
	return events
}

// The calendar holds every promise with a date over the days that it allows, and
// says how exact it is.
func TestCalendarHoldsDatedPromises(t *testing.T) {
	for name, s := range map[string]*Server{"shipped": newTestServer(t), "hard cases": serveHardCases(t)} {
		for _, query := range []string{"", "timeliness=overdue", "programme=dmp", "known_on=2019-06-30", "type=launch&lang=en"} {
			rows := union(t, s, question{"milestones", join(query, "due__isnull=false")}, maxLimit)
			for _, address := range []string{"/calendar.ics?", "/v1/milestones.ics?"} {
				events := readCalendar(t, s, address+query)
				if len(events) != len(rows) {
					t.Errorf("%s: %s%s: %d events for %d promises", name, address, query, len(events), len(rows))
				}
				for _, r := range rows {
					e, ok := events[r.text("id")]
					if !ok {
						t.Errorf("%s: %s%s: %s is missing", name, address, query, r.text("id"))
						continue
					}
					first, last := r.text("due_earliest"), r.text("due_latest")
					if first == "" {
						first = last
					}
					if last == "" {
						last = first
					}
					if got := days(t, e); got != first+" "+last {
						t.Errorf("%s: %s from %s, want %s %s", name, r.text("id"), got, first, last)
					}
					summary, _ := e.Props.Text("SUMMARY")
					vague := len(r.text("due")) < len("2006-01-02") && !strings.Contains(r.text("due"), "/")
					if said := strings.Contains(summary, "courant") || strings.Contains(summary, "some time in"); !strings.Contains(summary, strings.TrimSpace(r.text("label"))) || said != vague {
						t.Errorf("%s: %s of %s", name, summary, r.text("due"))
					}
				}
			}
		}
	}
}

func join(a, b string) string { return strings.Trim(a+"&"+b, "&") }

// days gives the first and the last day of an event.
func days(t *testing.T, e ical.Event) string {
	t.Helper()
	first, err := e.Props.Get("DTSTART").DateTime(time.UTC)
	if err != nil {
		t.Fatal(err)
	}
	after, err := e.Props.Get("DTEND").DateTime(time.UTC)
	if err != nil {
		t.Fatal(err)
	}
	return first.Format(time.DateOnly) + " " + after.AddDate(0, 0, -1).Format(time.DateOnly)
}

// Outside /v1 what is not known is passed over; what is known is never guessed.
func TestFeedsRefuse(t *testing.T) {
	s := newTestServer(t)
	for address, want := range map[string]string{
		"/calendar.ics?fbclid=1&utm_source=&x=1&x=2&%zz": "200",
		"/calendar.ics?timeliness=lat":                   "400 /calendar.ics?timeliness=late",
		"/calendar.ics?programme=":                       "400 /calendar.ics",
		"/calendar.ics?programme=dmp&programme=ins":      "400 /calendar.ics",
		"/calendar.ics?lang=de":                          "400 /calendar.ics",
		"/calendar.ics?due__contains=2":                  "200", // no filter of ours
		"/feeds/changes.atom?programme=dmpp":             "400 /feeds/changes.atom?programme=dmp",
		"/feeds/changes.atom?limit=5000":                 "400 /feeds/changes.atom?limit=1000",
		"/feeds/changes.atom?known_on=2010-01-01":        "200",
		"/v1/milestones.ics?colour=red":                  "400 /v1/milestones.ics",
		"/v1/milestones.ics?fields=id":                   "400 /v1/milestones.json?fields=id",
		"/v1/milestones.ics?facet=type":                  "400 /v1/milestones.json?facet=type",
		"/v1/milestones?format=ics&dialect=fr":           "400 /v1/milestones.csv?dialect=fr",
		"/v1/milestones.atom":                            "404 /v1/milestones",
		"/v1/timeline.atom":                              "404 /v1/timeline",
		"/v1/funding.ics":                                "404 /v1/funding",
		"/v1/milestones/mes-national-opening.ics":        "404 /v1/milestones/mes-national-opening",
	} {
		w := ask(s, address)
		got := fmt.Sprint(w.Code)
		if w.Code != http.StatusOK {
			var p Problem
			if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil {
				t.Fatal(err)
			}
			got += " " + strings.TrimPrefix(p.Suggestion, testURL)
		}
		if got != want {
			t.Errorf("%s: %s, want %s", address, got, want)
		}
	}
}

// A promise that is open at one end stands on the day that is known.
func TestOpenDatesOfACalendar(t *testing.T) {
	for due, want := range map[string]string{"../2020-06": "2020-06-30 2020-06-30", "2020-06/..": "2020-06-01 2020-06-01", "2020": "2020-01-01 2020-12-31"} {
		first, last := shownDays(edtf.Must(due))
		if got := first.String() + " " + last.String(); got != want {
			t.Errorf("%s: %s, want %s", due, got, want)
		}
	}
}
