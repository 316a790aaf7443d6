package api

import (
	"net/http"
	"slices"
	"strings"
	"testing"
)

// Every dated statement, sum of money and observation stands in the stream,
// once, under the date that it tells; its permalink leads to it.
func TestTimelineHoldsAllThatIsDated(t *testing.T) {
	for name, s := range map[string]*Server{"hard cases": serveHardCases(t), "random": serveRandom(t, 6, 60)} {
		for _, day := range []string{"2014-01-20", "2019-12-31", "2026-11-21"} {
			var want []string
			for _, r := range union(t, s, question{"statements", "date__isnull=false&known_on=" + day}, maxLimit) {
				want = append(want, "statements "+r.text("id")+" "+r.text("date")+" "+r.text("kind")+" "+r.text("milestone"))
			}
			for _, r := range union(t, s, question{"funding", "known_on=" + day}, maxLimit) {
				want = append(want, "funding "+r.text("id")+" "+r.text("stated_on")+" funding "+r.text("id"))
			}
			for _, r := range union(t, s, question{"observations", "known_on=" + day}, maxLimit) {
				date := r.text("as_of")
				if date == "" {
					date = r.text("stated_on")
				}
				want = append(want, "observations "+r.text("id")+" "+date+" observation "+r.text("indicator"))
			}
			var got []string
			for _, r := range union(t, s, question{"timeline", "known_on=" + day}, maxLimit) {
				got = append(got, r.text("collection")+" "+r.text("id")+" "+r.text("date")+" "+r.text("kind")+" "+r.text("subject"))
				if permalink := testURL + "/v1/" + r.text("collection") + "/" + r.text("id"); r.text("permalink") != permalink {
					t.Errorf("the permalink is %s, want %s", r.text("permalink"), permalink)
				}
				if w := ask(s, strings.TrimPrefix(r.text("permalink"), testURL)+"?known_on="+day); w.Code != http.StatusOK {
					t.Errorf("%s on %s answers %d", r.text("permalink"), day, w.Code)
				}
			}
			slices.Sort(got)
			slices.Sort(want)
			if !slices.Equal(got, want) {
				t.Errorf("%s on %s:\n got %q\nwant %q", name, day, got, want)
			}
		}
	}
}
