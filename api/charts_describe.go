package api

import (
	"slices"

	"jalons/internal/chart"
)

// ChartWords is what documents say of a picture.
type ChartWords struct {
	Name       string
	Path       string // with {id} where it is of one row
	Collection string // whose filters it takes
	Words      []string
	Without    []string // filters of the collection that it does not take
	Themes     []string // the usual one first
	Usual      int      // width in pixels
	Narrowest  int
	Widest     int
}

// DescribeCharts gives every picture.
func DescribeCharts() []ChartWords {
	var out []ChartWords
	for _, c := range []ChartWords{
		{Name: "timeline", Path: "/charts/timeline.svg", Collection: timeline.Name},
		{Name: "funding", Path: "/charts/funding.svg", Collection: funding.Name},
		{Name: "promises", Path: "/charts/promises.svg", Collection: milestones.Name},
		{Name: "indicator", Path: "/charts/indicator/{id}.svg", Collection: observations.Name, Without: slices.Clone(inThePath)},
	} {
		c.Words, c.Themes, c.Usual, c.Narrowest, c.Widest = slices.Clone(chartWords), slices.Clone(themes), wideFigure, chart.MinWidth, chart.MaxWidth
		out = append(out, c)
	}
	return out
}
