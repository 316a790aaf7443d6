package store

import (
	"reflect"

	"jalons/internal/dataset"
)

// tables are the collections of the file, in the order in which they are
// filled, so that an id stands before what names it.
var tables = []*table{
	newTable[dataset.SourceRow]("sources"),
	newTable[dataset.OrganisationRow]("organisations"),
	newTable[dataset.PersonRow]("people"),
	newTable[dataset.ProgrammeRow]("programmes"),
	newTable[dataset.FundingRow]("funding"),
	newTable[dataset.IndicatorRow]("indicators"),
	newTable[dataset.MilestoneRow]("milestones"),
	newTable[dataset.StatementRow]("statements"),
	newTable[dataset.ObservationRow]("observations"),
	newTable[dataset.TermRow]("glossary"),
	newTable[dataset.ConflictRow]("conflicts"),
	newTable[dataset.ExclusionRow]("exclusions"),
	newTable[dataset.CorrectionRow]("corrections"),
	newTable[dataset.TimelineRow]("timeline"),
	newTable[dataset.UseRow]("uses"),
}

// tableOf finds the table of a row type.
func tableOf[R any]() *table {
	typ := reflect.TypeFor[R]()
	for _, t := range tables {
		if t.row == typ {
			return t
		}
	}
	panic("store: no table of " + typ.String())
}
