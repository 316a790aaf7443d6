package dataset

// Report is the coverage of the dataset.
type Report struct{}

// Report counts.
func (d *Dataset) Report() Report { return Report{} }
