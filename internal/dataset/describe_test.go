package dataset_test

import (
	"fmt"
	"reflect"
	"strings"

	"jalons/internal/dataset"
)

// describe gives, in one line, what the row "collection/id" says on a day, what
// is null left out; "unknown" where the row is not known.
func describe(rows *dataset.Rows, ref string) string {
	collection, id, _ := strings.Cut(ref, "/")
	switch collection {
	case "programmes":
		return line(rows.Programmes, id, describeProgramme)
	case "funding":
		return line(rows.Funding, id, describeFunding)
	case "milestones":
		return line(rows.Milestones, id, describeMilestone)
	case "statements":
		return line(rows.Statements, id, describeStatement)
	case "indicators":
		return line(rows.Indicators, id, describeIndicator)
	case "observations":
		return line(rows.Observations, id, describeObservation)
	case "organisations":
		return line(rows.Organisations, id, describeOrganisation)
	case "people":
		return line(rows.People, id, describePerson)
	case "sources":
		return line(rows.Sources, id, func(_ *words, r *dataset.SourceRow) string { return r.ID })
	case "glossary":
		return line(rows.Glossary, id, func(w *words, r *dataset.TermRow) string { return w.add("source", r.Source).cites(r.Item.Citations) })
	case "conflicts":
		return line(rows.Conflicts, id, describeConflict)
	case "exclusions":
		return line(rows.Exclusions, id, func(w *words, r *dataset.ExclusionRow) string { return w.add("source", r.Source).String() })
	case "corrections":
		return line(rows.Corrections, id, func(w *words, r *dataset.CorrectionRow) string { return w.add("target", r.Target).String() })
	}
	panic("no such collection: " + ref)
}

// find gives the row of an id, nil where it is not known.
func find[R any](rows []R, id string) *R {
	for i := range rows {
		if rowID(&rows[i]) == id {
			return &rows[i]
		}
	}
	return nil
}

func rowID(row any) string { return reflect.ValueOf(row).Elem().FieldByName("ID").String() }

func line[R any](rows []R, id string, say func(*words, *R) string) string {
	if r := find(rows, id); r != nil {
		return say(&words{}, r)
	}
	return "unknown"
}

// words are key=value, one after the other.
type words struct{ strings.Builder }

func (w *words) add(key string, value any) *words {
	text := fmt.Sprint(value)
	if list, ok := value.([]string); ok {
		text = strings.Join(list, ",")
	}
	if text == "" {
		return w
	}
	if w.Len() > 0 {
		w.WriteString(" ")
	}
	if key != "" {
		text = key + "=" + text
	}
	w.WriteString(text)
	return w
}

func (w *words) cites(cs []dataset.CitationRow) string {
	list := make([]string, len(cs))
	for i, c := range cs {
		list[i] = c.Source
		if c.AttributedTo != "" && c.AttributedTo != "author" {
			list[i] += "(" + c.AttributedTo + ")"
		}
		if c.Original != "" {
			list[i] += "<" + c.Original
		}
	}
	return w.add("cites", list).String()
}

func number[N int64 | float64](n *N) string {
	if n == nil {
		return "null"
	}
	return fmt.Sprint(*n)
}

func describeProgramme(w *words, r *dataset.ProgrammeRow) string {
	var relations []string
	for _, x := range r.Item.Relations {
		relations = append(relations, x.Type+":"+x.Programme)
	}
	for _, x := range r.Item.Organisations {
		relations = append(relations, x.Role+":"+x.Organisation)
	}
	return w.add("", r.Name.FR).add("acronym", r.Acronym).add("status", r.Status).add("start", r.StartDate).
		add("with", relations).add("names", len(r.Item.History.Name)).add("source", r.Source).String()
}

func describeFunding(w *words, r *dataset.FundingRow) string {
	w.add("", r.Display.EN).add("flow", r.Flow).add("per", r.Per).add("period", r.Period).add("scope", r.Scope).add("question", r.Question)
	if r.Rank != "normal" {
		w.add("rank", r.Rank)
	}
	w.add("also", r.AlsoConcerns).add("part_of", r.PartOf).add("basis", r.PartOfBasis).add("additive", r.Additive)
	return w.add("stated", r.StatedOn).add("", r.StatedOnBasis).cites(r.Item.Citations)
}

func describeMilestone(w *words, r *dataset.MilestoneRow) string {
	w.add("", r.Status).add("", r.Timeliness).add("first", r.FirstDue).add("due", r.Due).add("met", r.MetOn)
	if r.SlippageDays != nil || r.SlippageDaysMin != nil || r.SlippageDaysMax != nil {
		w.add("slip", number(r.SlippageDays)+"["+number(r.SlippageDaysMin)+","+number(r.SlippageDaysMax)+"]")
	}
	if r.Reschedulings != 0 {
		w.add("moves", r.Reschedulings)
	}
	return w.add("told", r.OutcomeStatedOn).add("measure", r.MeasureDisplay.EN).add("of", r.MeasureIndicator).add("source", r.Source).String()
}

func describeStatement(w *words, r *dataset.StatementRow) string {
	return w.add("", r.Kind).add("", r.Date).add("", r.DateBasis).add("stated", r.StatedOn).add("", r.StatedOnBasis).cites(r.Item.Citations)
}

func describeIndicator(w *words, r *dataset.IndicatorRow) string {
	return w.add("", r.Kind).add("unit", r.Unit).add("per", r.PeriodUnit).add("denominator", r.Denominator.EN).add("source", r.Source).String()
}

func describeObservation(w *words, r *dataset.ObservationRow) string {
	return w.add("", r.Display.EN).add("as_of", r.AsOf).add("", r.Nature).add("stated", r.StatedOn).add("", r.StatedOnBasis).cites(r.Item.Citations)
}

func describeOrganisation(w *words, r *dataset.OrganisationRow) string {
	var relations []string
	for _, x := range r.Item.Relations {
		relations = append(relations, x.Type+":"+x.Organisation+" "+x.Name.EN)
	}
	return w.add("", r.Name.EN).add("acronym", r.Acronym).add("founded", r.Founded).add("with", relations).
		add("names", len(r.Item.History.Name)).add("source", r.Source).String()
}

func describePerson(w *words, r *dataset.PersonRow) string {
	var offices []string
	for _, m := range r.Item.Mandates {
		offices = append(offices, m.Organisation+" "+m.OrganisationName.EN)
	}
	return w.add("", r.Name).add("offices", offices).add("source", r.Source).String()
}

func describeConflict(w *words, r *dataset.ConflictRow) string {
	var sides []string
	for _, s := range r.Item.Statements {
		if s.ID == "" {
			s.ID = fmt.Sprintf("%s (%d cited)", s.Label.EN, len(s.Citations))
		}
		sides = append(sides, s.ID)
	}
	return w.add("", r.Origin).add("", r.Kind).add("", r.State).add("about", r.About).add("sides", sides).add("source", r.Source).String()
}
