package api

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"jalons/internal/chart"
	"jalons/internal/cite"
	"jalons/internal/dataset"
	"jalons/internal/edtf"
)

// span gives a date as pictures take it.
func spanOf(d dataset.Date, shape chart.Shape) chart.Time {
	return chart.Time{From: d.Earliest(), To: d.Latest(), Shape: shape}
}

// promisedKinds are the events of a timeline that are still to come when said.
var promisedKinds = []string{"announced", "rescheduled"}

// eventClasses give the colours of events.
var eventClasses = map[string]chart.Class{"met": chart.Good, "partly_met": chart.Open, "missed": chart.Bad, "cancelled": chart.Bad,
	"announced": chart.Open, "rescheduled": chart.Bad, "in_progress": chart.Open}

var timelineDrawing = drawing[timelineRow]{name: "timeline", rows: timeline, draw: drawTimeline}

func drawTimeline(c *call, f chart.Frame, rows []timelineRow) ([]byte, error) {
	title, err := c.title("Chronologie", "Timeline")
	if err != nil {
		return nil, err
	}
	f.Title = title
	f.Lede = french(c.in("Une ligne par sujet, ce qui en a été dit à sa date. Creux : promis. Plein : arrivé, mesuré ou publié. Une barre couvre les jours possibles d'une date vague ; une flèche, une date sans borne.",
		"A line for each subject, what was said of it at its date. Hollow: promised. Full: happened, measured or published. A bar covers the days that a vague date allows; an arrow, a date without an end."), c.lang)
	dated := slices.DeleteFunc(slices.Clone(rows), func(r timelineRow) bool { return r.Date.IsZero() })
	c.leaveOut(&f, len(rows)-len(dated), dataset.Text{FR: "Un événement sans date n'est pas dessiné.", EN: "One event without a date is not drawn."},
		dataset.Text{FR: "%d événements sans date ne sont pas dessinés.", EN: "%d events without a date are not drawn."})
	spans := c.eventSpans(dated)
	skipped := max(0, len(spans)-maxDrawn)
	c.leaveOut(&f, skipped, dataset.Text{FR: "Une ligne de plus, aux événements plus anciens, n'est pas dessinée.", EN: "One more line, of earlier events, is not drawn."},
		dataset.Text{FR: "%d autres lignes, aux événements plus anciens, ne sont pas dessinées : choisissez un programme ou une période.", EN: "%d more lines, of earlier events, are not drawn: choose a programme or a period."})
	return chart.Spans(f, spans[skipped:], c.day, c.todayLine()), nil
}

// eventSpans gives a row to each subject, with its events in order of time;
// rows are in the order of their last event.
func (c *call) eventSpans(events []timelineRow) []chart.Span {
	bySubject := map[string][]timelineRow{}
	var subjects []string
	for _, r := range slices.Backward(events) { // which are in order of time
		if bySubject[r.Subject] == nil {
			subjects = append(subjects, r.Subject)
		}
		bySubject[r.Subject] = append(bySubject[r.Subject], r)
	}
	slices.Reverse(subjects)
	var spans []chart.Span
	for _, subject := range subjects {
		own := bySubject[subject]
		slices.Reverse(own)
		s := chart.Span{Label: own[0].Label.In(c.lang), Bar: true}
		var told []string
		for _, r := range own {
			t := spanOf(r.Date, chart.Happened)
			if slices.Contains(promisedKinds, r.Kind) {
				t.Shape = chart.Promised
			}
			s.Times, s.Class = append(s.Times, t), eventClasses[r.Kind] // of the last
			told = append(told, c.eventWords(&r))
		}
		if s.Told, s.More = strings.Join(told, " ; "), ""; len(told) > maxTold {
			s.More = s.Told
			s.Told = french(fmt.Sprintf(c.in("%s ; … ; %s (%d dates)", "%s; …; %s (%d dates)"), told[0], told[len(told)-1], len(told)), c.lang)
		}
		spans = append(spans, s)
	}
	return spans
}

// maxTold is how many events of one subject a timeline writes out; the
// description of the picture tells all.
const maxTold = 3

// eventWords puts an event into words.
func (c *call) eventWords(r *timelineRow) string {
	told := cite.Date(r.Date, c.lang) + " · " + c.word("timeline_kind", r.Kind)
	if display := r.Display.In(c.lang); display != "" {
		told += " · " + display
	}
	return told
}

// todayLine says what the dotted line stands for.
func (c *call) todayLine() string {
	return french(fmt.Sprintf(c.in("Ligne pointillée : le %s, jour jugé.", "Dotted line: %s, the day judged on."), cite.Date(edtf.On(c.day), c.lang)), c.lang)
}

// chartClasses give the colours of promises.
var chartClasses = map[string]chart.Class{"good": chart.Good, "bad": chart.Bad, "open": chart.Open}

var promisesDrawing = drawing[milestoneRow]{name: "promises", rows: milestones, draw: drawPromises}

func drawPromises(c *call, f chart.Frame, rows []milestoneRow) ([]byte, error) {
	title, err := c.title("De la promesse au résultat", "From promise to outcome")
	if err != nil {
		return nil, err
	}
	f.Title = title
	f.Lede = french(c.in("Creux : jour promis d'abord, puis après report. Plein : jour où c'était fait. Tirets : l'échéance est passée et aucune source d'ici ne dit l'issue, un silence et non une preuve. Une barre couvre les jours possibles d'une date vague.",
		"Hollow: the day first promised, then after a move. Full: the day it was done. Dashes: the day has passed and no source here tells the outcome, a silence and no proof. A bar covers the days that a vague date allows."), c.lang)
	dated := slices.DeleteFunc(slices.Clone(rows), func(r milestoneRow) bool { return r.FirstDue.IsZero() && r.Due.IsZero() && r.MetOn.IsZero() })
	c.leaveOut(&f, len(rows)-len(dated), dataset.Text{FR: "Un jalon sans date n'est pas dessiné.", EN: "One milestone without a date is not drawn."},
		dataset.Text{FR: "%d jalons sans date ne sont pas dessinés.", EN: "%d milestones without a date are not drawn."})
	slices.SortStableFunc(dated, func(a, b milestoneRow) int { // promises first, by their day; then what came unpromised
		return cmp.Or(cmp.Compare(a.FirstDue.Latest(), b.FirstDue.Latest()), cmp.Compare(a.MetOn.Latest(), b.MetOn.Latest()), strings.Compare(a.ID, b.ID))
	})
	skipped := max(0, len(dated)-maxDrawn)
	c.leaveOut(&f, skipped, dataset.Text{FR: "Un jalon de plus, promis pour plus tard ou sans promesse, n'est pas dessiné.", EN: "One more milestone, due later or never promised, is not drawn."},
		dataset.Text{FR: "%d autres jalons, promis pour plus tard ou sans promesse, ne sont pas dessinés : choisissez un programme ou une ponctualité.",
			EN: "%d more milestones, due later or never promised, are not drawn: choose a programme or a timeliness."})
	var spans []chart.Span
	for i := range dated[:len(dated)-skipped] {
		spans = append(spans, c.promiseSpan(&dated[i]))
	}
	return chart.Spans(f, spans, c.day, c.todayLine()), nil
}

// promiseSpan draws a promise from the day first promised to the outcome.
func (c *call) promiseSpan(r *milestoneRow) chart.Span {
	v := c.promise(r)
	s := chart.Span{Label: v.Label, Class: chartClasses[v.Class], Bar: true}
	told := []string{v.Timeliness}
	if v.Moved != "" {
		told[0] += " (" + v.Moved + ")"
	}
	add := func(d dataset.Date, shape chart.Shape, fr, en string) {
		if !d.IsZero() {
			s.Times = append(s.Times, spanOf(d, shape))
			told = append(told, c.in(fr, en)+" "+cite.Date(d, c.lang))
		}
	}
	add(r.FirstDue, chart.Promised, "promis :", "promised:")
	if r.Due.String() != r.FirstDue.String() {
		add(r.Due, chart.Promised, "puis :", "then:")
	}
	add(r.MetOn, chart.Happened, "fait :", "done:")
	if r.Timeliness == timeOverdue {
		s.Until = c.day
	}
	s.Told = french(strings.Join(told, " · "), c.lang)
	return s
}

var fundingDrawing = drawing[fundingRow]{name: "funding", rows: funding, draw: drawFunding}

func drawFunding(c *call, f chart.Frame, rows []fundingRow) ([]byte, error) {
	title, err := c.title("L'argent, déclaration par déclaration", "Money, statement by statement")
	if err != nil {
		return nil, err
	}
	f.Title = title
	f.Lede = french(c.in("Chaque barre est une déclaration : des chiffres rivaux et des parts d'un tout ne s'additionnent pas. Pâle : ce que la réserve (« environ », « près de ») laisse possible. Flèche : « au moins ». Contour en tirets : « jusqu'à ».",
		"Each bar is a statement: rival figures and parts of a whole do not add up. Pale: what the hedge (\"about\", \"nearly\") allows. Arrow: \"at least\". Dashed outline: \"up to\"."), c.lang)
	slices.SortStableFunc(rows, func(a, b fundingRow) int {
		return cmp.Or(cmp.Compare(a.StatedOn.Latest(), b.StatedOn.Latest()), strings.Compare(a.ID, b.ID))
	})
	skipped := max(0, len(rows)-maxDrawn)
	c.leaveOut(&f, skipped, dataset.Text{FR: "Une déclaration plus ancienne n'est pas dessinée.", EN: "One earlier statement is not drawn."},
		dataset.Text{FR: "%d déclarations plus anciennes ne sont pas dessinées : choisissez un programme ou un flux.", EN: "%d earlier statements are not drawn: choose a programme or a flow."})
	var groups []chart.Group
	for _, flow := range c.data.About.Codes.Words("flow") {
		g := chart.Group{Heading: c.word("flow", flow)}
		for i := range rows[skipped:] {
			if r := &rows[skipped+i]; r.Flow == flow {
				g.Rows = append(g.Rows, c.amount(r))
			}
		}
		if g.Rows != nil {
			groups = append(groups, g)
		}
	}
	return chart.Amounts(f, groups), nil
}

// amount draws a statement about money. A rate beside sums has no bar.
func (c *call) amount(r *fundingRow) chart.Amount {
	a := chart.Amount{Label: r.Label.In(c.lang), Figure: r.Display.In(c.lang), Weak: r.Rank == rankDeprecated,
		Told: cite.Date(r.StatedOn, c.lang), Bare: r.Per != "" || r.AmountEUR == nil && r.AmountMin == nil && r.AmountMax == nil}
	if r.SourcePublisher != "" {
		a.Told += ", " + r.SourcePublisher
	}
	if r.Rank == rankDeprecated {
		a.Told += " · " + c.word("rank", r.Rank)
	}
	if scope := r.ScopeLabel.In(c.lang); scope != "" {
		a.Told += " · " + scope
	}
	if a.Figure == "" {
		a.Figure = c.in("sans montant", "no amount")
	}
	a.Value = floatOf(r.AmountEUR)
	a.Low, a.High = dataset.Range(r.Modifier, a.Value, floatOf(r.AmountMin), floatOf(r.AmountMax))
	return a
}

func floatOf(v *int64) *float64 {
	if v == nil {
		return nil
	}
	f := float64(*v)
	return &f
}
