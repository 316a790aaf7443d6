package chart_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"math"
	"os"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
	"pgregory.net/rapid"

	"jalons/internal/chart"
	"jalons/internal/edtf"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func frame(width int, dark bool) chart.Frame {
	return chart.Frame{Lang: "en", Width: width, Dark: dark, Title: "Money & time", Lede: "How to read it.", Empty: "Nothing is known.",
		Left: []string{"2 rows are not drawn."}, Sources: "Sources: 3 documents", Credit: "Jalons, as of 2026-11-21"}
}

func span(date string, shape chart.Shape) chart.Time {
	d := edtf.Must(date)
	return chart.Time{From: d.Earliest(), To: d.Latest(), Shape: shape}
}

func of(v float64) *float64 { return &v }

var today = edtf.Must("2026-11-21").Latest()

// drawings are the cases of the golden files, each with its intent.
var drawings = []struct {
	name, intent string
	draw         func() []byte
}{
	{"spans.svg", "Rows over time: a day missed by months, a month that is a band, an open end with its arrow, and a promise past its day that goes on in dashes.", func() []byte {
		return chart.Spans(frame(700, false), []chart.Span{
			{Label: "Kept late", Told: "late, 366 days", Class: chart.Bad, Bar: true, Times: []chart.Time{span("2020-01-01", chart.Promised), span("2021-01-01", chart.Happened)}},
			{Label: "Within a year", Told: "on time", Class: chart.Good, Bar: true, Times: []chart.Time{span("2019", chart.Promised), span("2019-06", chart.Happened)}},
			{Label: "No end", Told: "from 2022 on", Class: chart.Open, Times: []chart.Time{span("2022/..", chart.Happened)}},
			{Label: "Past its day", Told: "overdue", Class: chart.Bad, Bar: true, Until: today, Times: []chart.Time{span("2023-06-30", chart.Promised)}},
		}, today, "Dotted line: today.")
	}},
	{"amounts.svg", "Amounts with every hedge: as stated, at least, up to, about, between, and a rate that has no bar.", func() []byte {
		return chart.Amounts(frame(700, true), []chart.Group{
			{Heading: "announced", Rows: []chart.Amount{
				{Label: "As stated", Figure: "€2bn", Told: "2020", Value: of(2e9), Low: 2e9, High: 2e9},
				{Label: "At least", Figure: "at least €1bn", Told: "2021", Value: of(1e9), Low: 1e9, High: math.Inf(1)},
				{Label: "Up to", Figure: "up to €1bn", Told: "2021", Value: of(1e9), Low: math.Inf(-1), High: 1e9}}},
			{Heading: "paid", Rows: []chart.Amount{
				{Label: "About", Figure: "about €500M", Told: "2022", Value: of(5e8), Low: 4.5e8, High: 5.5e8, Weak: true},
				{Label: "Between", Figure: "between €1bn and €1.5bn", Told: "2022", Low: 1e9, High: 1.5e9},
				{Label: "A rate", Figure: "€10M a year", Told: "2022", Value: of(1e7), Low: 1e7, High: 1e7, Bare: true}}},
		})
	}},
	{"series.svg", "Values over time in a narrow picture: counted, a hedge upwards, a range, a date that is a year, and an aim.", func() []byte {
		at := func(date, figure string, low, high float64, sort chart.Sort) chart.Point {
			d := edtf.Must(date)
			p := chart.Point{From: d.Earliest(), To: d.Latest(), Low: low, High: high, Figure: figure, Told: date, Sort: sort}
			if !math.IsInf(low, 0) {
				p.Value = of(low)
			} else {
				p.Value = of(high)
			}
			return p
		}
		return chart.Series(frame(360, false), []chart.Point{
			at("2019-05-01", "100", 100, 100, chart.Actual), at("2020", "more than 300", 300, math.Inf(1), chart.Actual),
			at("2021-06", "about 500", 450, 550, chart.Actual), at("2023", "1,000", 1000, 1000, chart.Target)},
			chart.Legend{Actual: "counted", Target: "aim", Baseline: "start", Unlabelled: "%d without figure."}, func(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) })
	}},
	{"empty.svg", "Nothing to draw is said, not drawn.", func() []byte { return chart.Spans(frame(320, false), nil, today, "") }},
}

// Each kind of picture is drawn as the golden file has it.
func TestDrawings(t *testing.T) {
	const path = "testdata/drawings.txtar"
	got := &txtar.Archive{}
	var intents bytes.Buffer
	for _, d := range drawings {
		intents.WriteString(d.name + ": " + d.intent + "\n")
		svg := d.draw()
		wellFormed(t, d.name, svg)
		got.Files = append(got.Files, txtar.File{Name: d.name, Data: svg})
	}
	got.Comment = append(intents.Bytes(), '\n')
	if *update {
		if err := os.WriteFile(path, txtar.Format(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(txtar.Format(got), want) {
		t.Errorf("the pictures are not those of %s: look at the difference with -update", path)
	}
}

type element struct {
	name string
	attr map[string]string
	text string
}

// wellFormed reads a picture strictly and gives its elements.
func wellFormed(t interface {
	Fatalf(string, ...any)
}, name string, svg []byte) (all []element) {
	d := xml.NewDecoder(bytes.NewReader(svg))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			e := element{name: token.Name.Local, attr: map[string]string{}}
			for _, a := range token.Attr {
				e.attr[a.Name.Local] = a.Value
			}
			all = append(all, e)
		case xml.CharData:
			if len(all) > 0 {
				all[len(all)-1].text += string(token)
			}
		}
	}
}

// Whatever is drawn, the picture is well-formed, tells every figure, and draws
// nothing outside its own bounds nor at no place at all.
func TestAnythingCanBeDrawn(t *testing.T) {
	text := rapid.StringOf(rapid.RuneFrom([]rune("ab é<>&\"'\u00a0\x00\x0b漢\n0-"))).AsAny()
	value := rapid.OneOf(rapid.Float64Range(-1e12, 1e12), rapid.Just(0.0), rapid.Just(math.Inf(1)), rapid.Just(math.Inf(-1)))
	day := rapid.OneOf(rapid.Int32Range(-20000, 40000), rapid.Just(int32(edtf.Min)), rapid.Just(int32(edtf.Max)))
	rapid.Check(t, func(t *rapid.T) {
		f := frame(rapid.IntRange(chart.MinWidth, chart.MaxWidth).Draw(t, "width"), rapid.Bool().Draw(t, "dark"))
		var spans []chart.Span
		var points []chart.Point
		group := chart.Group{Heading: "g"}
		for range rapid.IntRange(0, 12).Draw(t, "rows") {
			label := text.Draw(t, "label").(string)
			from, to := edtf.Day(day.Draw(t, "from")), edtf.Day(day.Draw(t, "to"))
			from, to = min(from, to), max(from, to)
			low, high := value.Draw(t, "low"), value.Draw(t, "high")
			low, high = min(low, high), max(low, high)
			if math.IsInf(low, 1) || math.IsInf(high, -1) || math.IsInf(low, 0) && math.IsInf(high, 0) {
				low, high = 1, 2
			}
			v := low
			if math.IsInf(v, 0) {
				v = high
			}
			spans = append(spans, chart.Span{Label: label, Told: label, Bar: true, Until: today, Times: []chart.Time{{From: from, To: to}}})
			points = append(points, chart.Point{From: from, To: to, Value: &v, Low: low, High: high, Figure: label, Told: label})
			group.Rows = append(group.Rows, chart.Amount{Label: label, Figure: label, Value: &v, Low: low, High: high})
		}
		number := func(v float64) string { return strconv.FormatFloat(v, 'g', 3, 64) }
		for name, svg := range map[string][]byte{"spans": chart.Spans(f, spans, today, "today"), "amounts": chart.Amounts(f, []chart.Group{group}),
			"series": chart.Series(f, points, chart.Legend{Unlabelled: "%d"}, number)} {
			inside(t, name, float64(f.Width), wellFormed(t, name, svg))
		}
	})
}

// inside checks that everything stands within the picture.
func inside(t *rapid.T, name string, width float64, all []element) {
	height, err := strconv.ParseFloat(all[0].attr["height"], 64)
	if err != nil || all[0].attr["role"] != "img" {
		t.Fatalf("%s: %v", name, all[0])
	}
	for _, e := range all[1:] {
		for _, side := range []struct {
			names string
			most  float64
		}{{"x x1 x2 cx", width}, {"y y1 y2 cy", height}} {
			for _, n := range strings.Fields(side.names) {
				if e.attr[n] == "" {
					continue
				}
				v, err := strconv.ParseFloat(e.attr[n], 64)
				if err != nil || math.IsNaN(v) || v < -1 || v > side.most+1 {
					t.Fatalf("%s: %s=%q of <%s> is outside %g × %g", name, n, e.attr[n], e.name, width, height)
				}
			}
		}
	}
}
