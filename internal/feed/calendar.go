package feed

import (
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"jalons/internal/edtf"
)

// Calendar is a list of events that last whole days.
type Calendar struct {
	Product     string // who made it, as RFC 5545 has it: -//Jalons//…//FR
	Name        string
	Description string
	URL         string   // where it is to be had
	Stamp       edtf.Day // of the data; midnight UTC stands for the day
	Events      []Event
}

// Event is one of them. It blocks nobody's time.
type Event struct {
	UID         string // never changes
	First, Last edtf.Day
	Summary     string
	Description string
	URL         string
	Categories  []string
	Sequence    int // how often it was moved
	Cancelled   bool
}

// refresh is how often a calendar is to be asked for anew.
const refresh = "P1D"

// MarshalText writes the calendar. Folding and escaping are those of golang-ical,
// the one kept library for it.
func (c Calendar) MarshalText() ([]byte, error) {
	cal := ics.NewCalendar()
	cal.SetProductId(c.Product)
	cal.SetCalscale("GREGORIAN")
	cal.SetName(c.Name)
	cal.SetXWRCalDesc(c.Description)
	cal.SetDescription(c.Description)
	cal.SetUrl(c.URL)
	cal.SetLastModified(c.Stamp.Time())
	cal.SetRefreshInterval(refresh)
	cal.SetXPublishedTTL(refresh)
	for _, e := range c.Events {
		e.add(cal, c.Stamp.Time())
	}
	var b strings.Builder
	err := cal.SerializeTo(&b, ics.WithNewLine("\r\n")) // whatever machine it runs on
	return []byte(b.String()), err
}

func (e Event) add(cal *ics.Calendar, stamp time.Time) {
	event := cal.AddEvent(e.UID)
	event.SetDtStampTime(stamp)
	event.SetAllDayStartAt(e.First.Time())
	event.SetAllDayEndAt((e.Last + 1).Time()) // RFC 5545: the day after the last
	event.SetSummary(plainLine(e.Summary))
	event.SetDescription(strings.ReplaceAll(e.Description, "\r", ""))
	event.SetURL(e.URL)
	for _, word := range e.Categories {
		event.AddCategory(plainLine(word))
	}
	event.SetSequence(e.Sequence)
	event.SetTimeTransparency(ics.TransparencyTransparent)
	event.SetStatus(ics.ObjectStatusConfirmed)
	if e.Cancelled {
		event.SetStatus(ics.ObjectStatusCancelled)
	}
}

// plainLine gives a text on one line.
func plainLine(s string) string { return strings.Join(strings.Fields(s), " ") }
