package dataset

import (
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"

	"jalons/fixtures"
)

func TestReport(t *testing.T) {
	d, findings := Load(os.DirFS(base(t)))
	if err := findings.Err(); err != nil {
		t.Fatal(err)
	}
	const name = "testdata/lint/report.txt"
	got := d.Report().String()
	if *update {
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if want, err := os.ReadFile(name); err != nil || got != string(want) {
		t.Errorf("got\n%s\n%v", got, err)
	}
}

// TestVerifiedDoesNotFall: a statement once read again at its source stays read
// again. The number is that of the last change; -update raises it, and only a hand
// that says why lowers it.
func TestVerifiedDoesNotFall(t *testing.T) {
	const name = "testdata/verified.txt"
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	comment, number, _ := strings.Cut(strings.TrimSpace(string(text)), "\n")
	least, err := strconv.Atoi(number)
	if err != nil || !strings.HasPrefix(comment, "# ") {
		t.Fatalf("%s holds a comment and a number: %v", name, err)
	}
	d, _ := Load(fixtures.Files)
	verified := d.Report().All.Verified
	if *update && verified > least {
		if err := os.WriteFile(name, fmt.Appendf(nil, "%s\n%d\n", comment, verified), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if verified < least {
		t.Errorf("%d statements are verified, and were %d", verified, least)
	}
}

// TestReportKeepsInJSON: the database holds the report as JSON.
func TestReportKeepsInJSON(t *testing.T) {
	d, _ := Load(os.DirFS(base(t)))
	text, err := json.Marshal(d.Report())
	if err != nil {
		t.Fatal(err)
	}
	var back Report
	if err := json.Unmarshal(text, &back); err != nil || back.String() != d.Report().String() {
		t.Errorf("got\n%s\n%v", back, err)
	}
}

// TestReportOfNothing: shares of nothing are no shares.
func TestReportOfNothing(t *testing.T) {
	if got := (&Dataset{}).Report().String(); got == "" {
		t.Error("no report")
	}
}
