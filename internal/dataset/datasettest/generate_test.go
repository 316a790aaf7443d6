package datasettest

import (
	"testing"

	"jalons/internal/dataset"
)

// What is generated is valid, and says the same when it is read from files.
func TestGenerateIsValid(t *testing.T) {
	for seed := range uint64(6) {
		d := Generate(seed, 200)
		again, findings := dataset.Load(Files(d))
		if err := findings.Err(); err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		if d.Digest() != again.Digest() {
			t.Errorf("seed %d: read from files it has another digest", seed)
		}
	}
}

func TestGenerateIsDeterministic(t *testing.T) {
	a, again, b := Generate(7, 200), Generate(7, 200), Generate(8, 200)
	if a.Digest() != again.Digest() {
		t.Error("one seed gave two datasets")
	}
	if a.Digest() == b.Digest() {
		t.Error("two seeds gave one dataset")
	}
}

// The generator must reach what makes time travel hard; else the properties
// that are tested with it hold for nothing.
func TestGenerateReachesTheHardParts(t *testing.T) {
	d := Generate(1, 2000)
	rows := d.At(lastDay)
	seen := map[string]int{}
	for _, m := range rows.Milestones {
		seen[m.Timeliness]++
		seen[m.Status]++
		if m.MeasureIndicator != "" {
			seen["measure"]++
		}
		if m.SlippageDaysMin != nil && *m.SlippageDaysMin < *m.SlippageDaysMax {
			seen["vague slippage"]++
		}
	}
	for _, f := range rows.Funding {
		seen[f.Rank]++
		if f.PartOf != "" && !f.Additive {
			seen["part"]++
		}
	}
	for _, c := range rows.Conflicts {
		seen[c.Origin+" "+c.Kind]++
	}
	for _, what := range []string{
		"unplanned", "undetermined", "late", "early", "on_time", "overdue", "pending", "", "scheduled", "in_progress", "met", "partially_met", "not_met", "cancelled",
		"measure", "vague slippage", "preferred", "deprecated", "part", "computed value", "computed date",
	} {
		if seen[what] == 0 {
			t.Errorf("nothing is %q in 2000 statements: %v", what, seen)
		}
	}
}
