package dataset_test

import (
	"testing"

	"jalons/internal/dataset/datasettest"
	"jalons/internal/edtf"
)

// The time that a hundred times the real data take: seconds, not minutes.
func BenchmarkAt(b *testing.B) {
	d := datasettest.Generate(1, 100_000)
	for b.Loop() {
		d.At(edtf.DayOf(2020, 1, 1))
	}
}

func BenchmarkReadings(b *testing.B) {
	d := datasettest.Generate(1, 100_000)
	for b.Loop() {
		d.Readings()
	}
}
