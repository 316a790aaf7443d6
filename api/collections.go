package api

import "jalons/internal/dataset"

// The collections, each declared once. Their order is that of the contract and
// of the documents.

type (
	programmeRow    = dataset.ProgrammeRow
	fundingRow      = dataset.FundingRow
	milestoneRow    = dataset.MilestoneRow
	statementRow    = dataset.StatementRow
	indicatorRow    = dataset.IndicatorRow
	observationRow  = dataset.ObservationRow
	organisationRow = dataset.OrganisationRow
	personRow       = dataset.PersonRow
	sourceRow       = dataset.SourceRow
	termRow         = dataset.TermRow
	conflictRow     = dataset.ConflictRow
	exclusionRow    = dataset.ExclusionRow
	correctionRow   = dataset.CorrectionRow
	timelineRow     = dataset.TimelineRow
)

var programmes = newCollection("programmes", fields(
	id(func(r *programmeRow) string { return r.ID }),
	text("name", func(r *programmeRow) dataset.Text { return r.Name }),
	prose("acronym", func(r *programmeRow) string { return r.Acronym }),
	texts("aliases", func(r *programmeRow) []string { return r.Aliases }),
	code("kind", "programme_kind", func(r *programmeRow) string { return r.Kind }),
	text("summary", func(r *programmeRow) dataset.Text { return r.Summary }),
	maybe("status", "programme_status", func(r *programmeRow) string { return r.Status }),
	date("start_date", func(r *programmeRow) dataset.Date { return r.StartDate }),
	date("end_date", func(r *programmeRow) dataset.Date { return r.EndDate }),
	word("homepage", func(r *programmeRow) string { return r.Homepage }),
	list("themes", TypeIDs, "theme", func(r *programmeRow) []string { return r.Themes }),
), func(r *programmeRow) *dataset.Cited { return &r.Cited }, expandProgramme)

var funding = newCollection("funding", fields(
	id(func(r *fundingRow) string { return r.ID }),
	parent("programme", func(r *fundingRow) string { return r.Programme }),
	ids("also_concerns", func(r *fundingRow) []string { return r.AlsoConcerns }),
	text("label", func(r *fundingRow) dataset.Text { return r.Label }),
	code("flow", "flow", func(r *fundingRow) string { return r.Flow }),
	code("basis", "funding_basis", func(r *fundingRow) string { return r.Basis }),
	integer("amount_eur", func(r *fundingRow) *int64 { return r.AmountEUR }),
	integer("amount_min", func(r *fundingRow) *int64 { return r.AmountMin }),
	integer("amount_max", func(r *fundingRow) *int64 { return r.AmountMax }),
	maybe("modifier", "modifier", func(r *fundingRow) string { return r.Modifier }),
	text("display", func(r *fundingRow) dataset.Text { return r.Display }),
	maybe("per", "per", func(r *fundingRow) string { return r.Per }),
	growing("qualifier", "qualifier", func(r *fundingRow) string { return r.Qualifier }),
	date("period", func(r *fundingRow) dataset.Date { return r.Period }),
	ref("scope", func(r *fundingRow) string { return r.Scope }),
	text("scope_label", func(r *fundingRow) dataset.Text { return r.ScopeLabel }),
	ids("providers", func(r *fundingRow) []string { return r.Providers }),
	ids("recipients", func(r *fundingRow) []string { return r.Recipients }),
	ref("part_of", func(r *fundingRow) string { return r.PartOf }),
	maybe("part_of_basis", "part_of_basis", func(r *fundingRow) string { return r.PartOfBasis }),
	ref("question", func(r *fundingRow) string { return r.Question }),
	text("question_label", func(r *fundingRow) dataset.Text { return r.QuestionLabel }),
	code("rank", "rank", func(r *fundingRow) string { return r.Rank }),
	text("rank_reason", func(r *fundingRow) dataset.Text { return r.RankReason }),
	fact("additive", func(r *fundingRow) bool { return r.Additive }),
	said(func(r *fundingRow) dataset.Date { return r.StatedOn }),
	code("stated_on_basis", "stated_on_basis", func(r *fundingRow) string { return r.StatedOnBasis }),
	text("note", func(r *fundingRow) dataset.Text { return r.Note }),
	day("verified_on", func(r *fundingRow) dataset.Day { return r.VerifiedOn }),
	maybe("verified_how", "verified_how", func(r *fundingRow) string { return r.VerifiedHow }),
	day("recorded_on", func(r *fundingRow) dataset.Day { return r.RecordedOn }),
), func(r *fundingRow) *dataset.Cited { return &r.Cited }, nil)

var milestones = newCollection("milestones", fields(
	id(func(r *milestoneRow) string { return r.ID }),
	parent("programme", func(r *milestoneRow) string { return r.Programme }),
	ref("organisation", func(r *milestoneRow) string { return r.Organisation }),
	text("label", func(r *milestoneRow) dataset.Text { return r.Label }),
	code("type", "milestone_type", func(r *milestoneRow) string { return r.Type }),
	code("status", "milestone_status", func(r *milestoneRow) string { return r.Status }),
	date("first_due", func(r *milestoneRow) dataset.Date { return r.FirstDue }),
	date("due", func(r *milestoneRow) dataset.Date { return r.Due }),
	date("met_on", func(r *milestoneRow) dataset.Date { return r.MetOn }),
	maybe("timeliness", "timeliness", func(r *milestoneRow) string { return r.Timeliness }),
	integer("slippage_days", func(r *milestoneRow) *int64 { return r.SlippageDays }),
	integer("slippage_days_min", func(r *milestoneRow) *int64 { return r.SlippageDaysMin }),
	integer("slippage_days_max", func(r *milestoneRow) *int64 { return r.SlippageDaysMax }),
	count("reschedulings", func(r *milestoneRow) int64 { return r.Reschedulings }),
	date("outcome_stated_on", func(r *milestoneRow) dataset.Date { return r.OutcomeStatedOn }),
	ref("measure_indicator", func(r *milestoneRow) string { return r.MeasureIndicator }),
	text("measure_display", func(r *milestoneRow) dataset.Text { return r.MeasureDisplay }),
), func(r *milestoneRow) *dataset.Cited { return &r.Cited }, expandMilestone)

var statements = newCollection("statements", fields(
	id(func(r *statementRow) string { return r.ID }),
	parent("milestone", func(r *statementRow) string { return r.Milestone }),
	count("position", func(r *statementRow) int64 { return r.Position }),
	parent("programme", func(r *statementRow) string { return r.Programme }),
	text("label", func(r *statementRow) dataset.Text { return r.Label }),
	code("kind", "statement_kind", func(r *statementRow) string { return r.Kind }),
	date("date", func(r *statementRow) dataset.Date { return r.Date }),
	said(func(r *statementRow) dataset.Date { return r.StatedOn }),
	code("stated_on_basis", "stated_on_basis", func(r *statementRow) string { return r.StatedOnBasis }),
	maybe("date_basis", "date_basis", func(r *statementRow) string { return r.DateBasis }),
	code("rank", "rank", func(r *statementRow) string { return r.Rank }),
	text("rank_reason", func(r *statementRow) dataset.Text { return r.RankReason }),
	text("note", func(r *statementRow) dataset.Text { return r.Note }),
	day("verified_on", func(r *statementRow) dataset.Day { return r.VerifiedOn }),
	maybe("verified_how", "verified_how", func(r *statementRow) string { return r.VerifiedHow }),
	day("recorded_on", func(r *statementRow) dataset.Day { return r.RecordedOn }),
), func(r *statementRow) *dataset.Cited { return &r.Cited }, nil)

var indicators = newCollection("indicators", fields(
	id(func(r *indicatorRow) string { return r.ID }),
	parent("programme", func(r *indicatorRow) string { return r.Programme }),
	text("label", func(r *indicatorRow) dataset.Text { return r.Label }),
	code("unit", "unit", func(r *indicatorRow) string { return r.Unit }),
	code("kind", "indicator_kind", func(r *indicatorRow) string { return r.Kind }),
	maybe("period_unit", "period_unit", func(r *indicatorRow) string { return r.PeriodUnit }),
	text("denominator", func(r *indicatorRow) dataset.Text { return r.Denominator }),
	truth("ascending", func(r *indicatorRow) *bool { return r.Ascending }),
	text("definition", func(r *indicatorRow) dataset.Text { return r.Definition }),
), func(r *indicatorRow) *dataset.Cited { return &r.Cited }, expandIndicator)

var observations = newCollection("observations", fields(
	id(func(r *observationRow) string { return r.ID }),
	parent("indicator", func(r *observationRow) string { return r.Indicator }),
	parent("programme", func(r *observationRow) string { return r.Programme }),
	text("label", func(r *observationRow) dataset.Text { return r.Label }),
	number("value", func(r *observationRow) *float64 { return r.Value }),
	number("value_min", func(r *observationRow) *float64 { return r.ValueMin }),
	number("value_max", func(r *observationRow) *float64 { return r.ValueMax }),
	maybe("modifier", "modifier", func(r *observationRow) string { return r.Modifier }),
	code("unit", "unit", func(r *observationRow) string { return r.Unit }),
	text("display", func(r *observationRow) dataset.Text { return r.Display }),
	date("as_of", func(r *observationRow) dataset.Date { return r.AsOf }),
	code("nature", "nature", func(r *observationRow) string { return r.Nature }),
	said(func(r *observationRow) dataset.Date { return r.StatedOn }),
	code("stated_on_basis", "stated_on_basis", func(r *observationRow) string { return r.StatedOnBasis }),
	text("note", func(r *observationRow) dataset.Text { return r.Note }),
	day("verified_on", func(r *observationRow) dataset.Day { return r.VerifiedOn }),
	maybe("verified_how", "verified_how", func(r *observationRow) string { return r.VerifiedHow }),
	day("recorded_on", func(r *observationRow) dataset.Day { return r.RecordedOn }),
), func(r *observationRow) *dataset.Cited { return &r.Cited }, nil).ofSeries()

// timeline is a stream: its rows are those of other collections, as events.
var timeline = streamOf("timeline", fields(
	id(func(r *timelineRow) string { return r.ID }),
	date("date", func(r *timelineRow) dataset.Date { return r.Date }),
	code("kind", "timeline_kind", func(r *timelineRow) string { return r.Kind }),
	code("collection", "collection", func(r *timelineRow) string { return r.Collection }),
	parent("programme", func(r *timelineRow) string { return r.Programme }),
	text("label", func(r *timelineRow) dataset.Text { return r.Label }),
	parent("subject", func(r *timelineRow) string { return r.Subject }),
	text("display", func(r *timelineRow) dataset.Text { return r.Display }),
	said(func(r *timelineRow) dataset.Date { return r.StatedOn }),
), func(r *timelineRow) *dataset.Cited { return &r.Cited }, func(r *timelineRow) string { return r.Collection })
