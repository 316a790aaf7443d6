package api

import (
	"cmp"
	"strings"

	"jalons/internal/cite"
	"jalons/internal/dataset"
	"jalons/internal/edtf"
	"jalons/internal/feed"
	"jalons/internal/store"
)

// calendar answers the dated promises as a calendar, with the filters of milestones.
func calendar(c *call) error {
	if err := c.settleLoosely("ics", milestones.parse); err != nil {
		return err
	}
	if c.fresh() {
		return c.notModified()
	}
	if err := milestones.find(c); err != nil {
		return err
	}
	return sendCalendar(c)
}

// sendCalendar sends the milestones that the call asks for: those with a date due.
// It holds all of them unless the address has a limit, as files do.
func sendCalendar(c *call) error {
	q := milestones.query(c)
	q.Sorts = c.params.sortedBy(store.Sort{Column: "due"})
	q.Limit, q.Offset = c.params.limit, c.params.offset
	rows, err := store.List[milestoneRow](c.ctx(), c.data, q)
	if err != nil {
		return err
	}
	names, err := c.labels(dataset.ByProgramme)
	if err != nil {
		return err
	}
	info := c.data.About.Info
	cal := feed.Calendar{
		Product: "-//" + info.Publisher + "//Jalons//" + strings.ToUpper(c.lang), Stamp: info.UpdatedOn, URL: *c.url(c.wholePath(), c.given()),
		Name: c.in("Jalons : promesses datées", "Jalons: dated promises"),
		Description: c.in("Échéances promises de la santé numérique en France, telles qu'on les connaissait au ", "Due dates promised in France's digital health, as known on ") +
			c.roughly(edtf.On(c.day)) + ". " + info.Attribution.In(c.lang) + ", " + info.License + ".",
	}
	for i := range rows {
		if !rows[i].Due.IsZero() {
			cal.Events = append(cal.Events, c.event(&rows[i], names[rows[i].Programme]))
		}
	}
	body, err := cal.MarshalText()
	if err != nil {
		return err
	}
	return c.send("ics", body)
}

// wholePath gives the path as it was asked, with its suffix.
func (c *call) wholePath() string {
	if c.suffix != "" {
		return c.path + "." + c.suffix
	}
	return c.path
}

// shownDays gives the days that a date allows; of one that is open at one end, the
// day that is known.
func shownDays(d dataset.Date) (first, last dataset.Day) {
	first, last = d.Earliest(), d.Latest()
	if first == edtf.Min {
		first = last
	}
	if last == edtf.Max {
		last = first
	}
	return first, last
}

// event gives a promise as an event over the days that it allows.
func (c *call) event(r *milestoneRow, programme string) feed.Event {
	e := feed.Event{
		UID: "milestones." + r.ID + "@" + c.authority(), URL: c.server.base + "/v1/milestones/" + r.ID,
		Sequence: int(r.Reschedulings), Cancelled: r.Status == "cancelled", Categories: []string{programme},
	}
	e.First, e.Last = shownDays(r.Due)
	judged := c.marks(pair{"milestone_status", r.Status}, pair{"timeliness", r.Timeliness})
	e.Categories = append(e.Categories, judged...)
	colon := c.in(" : ", ": ")
	e.Summary = programme + colon + r.Label.In(c.lang) + " (" + c.in("échéance", "due") + colon + c.roughly(r.Due) + c.in(" ; ", "; ") + strings.Join(judged, ", ") + ")"
	e.Description = strings.Join(c.explainedPromise(r, judged), "\n")
	return e
}

// explainedPromise gives the lines that explain a promise.
func (c *call) explainedPromise(r *milestoneRow, judged []string) []string {
	colon := c.in(" : ", ": ")
	lines := []string{c.in("Promis pour", "Promised for") + colon + c.roughly(r.Due)}
	if r.FirstDue.String() != r.Due.String() {
		lines = append(lines, c.in("Première échéance promise", "First promised for")+colon+c.roughly(r.FirstDue))
	}
	if !r.MetOn.IsZero() {
		lines = append(lines, c.in("Atteint", "Met")+colon+c.roughly(r.MetOn))
	}
	lines = append(lines, c.in("État au ", "As of ")+c.roughly(edtf.On(c.day))+colon+strings.Join(judged, ", "))
	if code, ok := c.data.About.Codes.Find("timeliness", r.Timeliness); ok {
		lines = append(lines, code.Definition.In(c.lang))
	}
	source := []string{r.SourceTitle}
	for _, more := range []string{r.SourcePublisher, r.SourceLocator} {
		if more != "" {
			source = append(source, more)
		}
	}
	lines = append(lines, "Source"+colon+strings.Join(source, ", "))
	if r.SourceURL != "" {
		lines = append(lines, r.SourceURL)
	}
	return append(lines, c.server.base+"/v1/milestones/"+r.ID, c.data.About.Info.License)
}

// roughly gives a date in words that say how exact it is: "24 juin 2022" for a
// day, "courant mai 2018" for a month, "entre le 3 et le 9 mai 2018".
func (c *call) roughly(d dataset.Date) string {
	words := cite.Date(d, c.lang)
	switch {
	case d.Earliest() == d.Latest(), strings.Contains(d.String(), "/"):
		return words
	}
	return c.in("courant ", "some time in ") + words
}

// authority is who vouches for ids that stay the same wherever the service is:
// the domain of the dataset's contact.
func (c *call) authority() string {
	_, domain, _ := strings.Cut(c.data.About.Info.Contact, "@")
	return cmp.Or(domain, "jalons.invalid")
}
