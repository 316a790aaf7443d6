package api

import (
	"fmt"
	"slices"
	"strings"

	"jalons/internal/dataset"
	"jalons/internal/edtf"
	"jalons/internal/store"
)

// datawrapper is the format that describes a chart drawn from a list elsewhere:
// title, source line, byline and "data as of", beside the address of its data.
const datawrapper = "dw.json"

// drawn are the lists that charts are drawn from.
var drawn = []string{"observations", "funding", "milestones", "timeline"}

// ChartMetadata is a chart as Datawrapper's API takes it: what is sent to
// PATCH /v3/charts/{id}, or copied by hand. It leaves the kind of chart alone.
type ChartMetadata struct {
	Title        string       `json:"title"`
	Language     string       `json:"language"`
	ExternalData string       `json:"externalData"` // the same rows as CSV
	Metadata     ChartDetails `json:"metadata"`
}

// ChartDetails are the parts of its metadata that we know.
type ChartDetails struct {
	Data     ChartData     `json:"data"`
	Describe ChartDescribe `json:"describe"`
	Annotate ChartAnnotate `json:"annotate"`
}

// ChartData says where the data are.
type ChartData struct {
	UploadMethod string `json:"upload-method"`
	ExternalData string `json:"external-data"`
}

// ChartDescribe is what stands around a chart.
type ChartDescribe struct {
	Intro           string `json:"intro"`
	Byline          string `json:"byline"`
	SourceName      string `json:"source-name"`
	SourceURL       string `json:"source-url"`
	AriaDescription string `json:"aria-description"`
}

// ChartAnnotate is what stands below a chart.
type ChartAnnotate struct {
	Notes string `json:"notes"`
}

// mostPublishers bounds a source line: more names do not fit below a chart.
const mostPublishers = 4

// chart answers a list with what a chart drawn from it has to say of itself.
func (c *Collection[R]) chart(call *call) error {
	q := c.query(call)
	q.Limit, q.Offset = call.params.limit, call.params.offset
	var publishers, subjects, units []string
	rows, e := 0, call.env()
	note := func(list *[]string, text string) {
		if text != "" && !slices.Contains(*list, text) {
			*list = append(*list, text)
		}
	}
	err := store.Each(call.ctx(), call.data, q, func(r *R) error {
		cells := c.cells(r, e)
		rows++
		note(&publishers, cells["source_publisher"].Text)
		note(&subjects, cells["label"].Text)
		note(&units, cells["unit"].Text)
		return nil
	})
	if err != nil {
		return err
	}
	title, err := call.chartTitle(c.Name, subjects)
	if err != nil {
		return err
	}
	pairs := slices.DeleteFunc(slices.Clone(call.params.pairs), func(p pair) bool { return boundTo[p.name] != "" && p != pair{"shape", "wide"} }) // wide is for charts
	csv := *call.url(call.path+".csv", pairs)
	info := call.data.About.Info
	chart := ChartMetadata{Title: title, Language: call.in("fr-FR", "en-GB"), ExternalData: csv, Metadata: ChartDetails{
		Data: ChartData{"external-data", csv},
		Describe: ChartDescribe{
			Intro: call.unitsIn(units), Byline: info.Publisher, SourceName: call.sourceLine(publishers), SourceURL: *call.url(call.path, pairs),
			AriaDescription: fmt.Sprintf(call.in("%s : %d lignes, chacune avec sa source. %s", "%s: %d rows, each with its source. %s"), title, rows, csv),
		},
		Annotate: ChartAnnotate{call.in("Données au ", "Data as of ") + call.roughly(edtf.On(call.day)) + ". " + info.Attribution.In(call.lang) + ", " + info.License + "."},
	}}
	call.Response().Header().Set("Link", call.linkHeader(call.links(-1, 0), ""))
	return call.send(datawrapper, append(appendJSON(nil, chart), '\n'))
}

// chartTitle names a chart: for what all its rows are about, else for the list
// and the programme asked for.
func (c *call) chartTitle(collection string, subjects []string) (string, error) {
	if len(subjects) == 1 {
		return subjects[0], nil
	}
	title := collection
	if label := c.label("collection", collection); label != nil {
		title = *label
	}
	names, err := c.labels(dataset.ByProgramme)
	if name := names[c.programme()]; name != "" {
		title = name + c.in(" : ", ": ") + title
	}
	return title, err
}

func (c *call) unitsIn(units []string) string {
	var words []string
	for _, unit := range units {
		if label := c.label("unit", unit); label != nil {
			words = append(words, *label)
		}
	}
	return strings.Join(words, ", ")
}

// sourceLine names who published what the rows rest on, and who gathered it.
func (c *call) sourceLine(publishers []string) string {
	more := len(publishers) - mostPublishers
	line := strings.Join(publishers[:min(len(publishers), mostPublishers)], ", ")
	if more > 0 {
		line += fmt.Sprintf(c.in(" et %d autres", " and %d others"), more)
	}
	return strings.TrimPrefix(line+c.in(", relevé par ", ", gathered by ")+c.data.About.Info.Publisher, ", ")
}
