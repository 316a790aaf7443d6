package dataset

func (d *Dataset) lint() Findings { return nil }
