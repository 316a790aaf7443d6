package dataset

import (
	"encoding/json"
	"os"
	"testing"
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
