package api

import "jalons/internal/dataset"

var organisations = newCollection("organisations", fields(
	id(func(r *organisationRow) string { return r.ID }),
	text("name", func(r *organisationRow) dataset.Text { return r.Name }),
	prose("acronym", func(r *organisationRow) string { return r.Acronym }),
	texts("aliases", func(r *organisationRow) []string { return r.Aliases }),
	code("kind", "organisation_kind", func(r *organisationRow) string { return r.Kind }),
	date("founded", func(r *organisationRow) dataset.Date { return r.Founded }),
	date("dissolved", func(r *organisationRow) dataset.Date { return r.Dissolved }),
	word("homepage", func(r *organisationRow) string { return r.Homepage }),
	word("siren", func(r *organisationRow) string { return r.Siren }),
), func(r *organisationRow) *dataset.Cited { return &r.Cited }, nil)

var people = newCollection("people", fields(
	id(func(r *personRow) string { return r.ID }),
	prose("name", func(r *personRow) string { return r.Name }),
), func(r *personRow) *dataset.Cited { return &r.Cited }, nil)

var sources = newCollection("sources", fields(
	id(func(r *sourceRow) string { return r.ID }),
	prose("title", func(r *sourceRow) string { return r.Title }),
	prose("publisher", func(r *sourceRow) string { return r.Publisher }),
	texts("authors", func(r *sourceRow) []string { return r.Authors }),
	ids("speakers", func(r *sourceRow) []string { return r.Speakers }),
	code("kind", "source_kind", func(r *sourceRow) string { return r.Kind }),
	code("tier", "tier", func(r *sourceRow) string { return r.Tier }),
	code("language", "language", func(r *sourceRow) string { return r.Language }),
	date("published_on", func(r *sourceRow) dataset.Date { return r.PublishedOn }),
	day("updated_on", func(r *sourceRow) dataset.Day { return r.UpdatedOn }),
	word("url", func(r *sourceRow) string { return r.URL }),
	word("archived_url", func(r *sourceRow) string { return r.ArchivedURL }),
	day("accessed_on", func(r *sourceRow) dataset.Day { return r.AccessedOn }),
), nil, expandSource)

var glossary = newCollection("glossary", fields(
	id(func(r *termRow) string { return r.ID }),
	prose("acronym", func(r *termRow) string { return r.Acronym }),
	text("expansion", func(r *termRow) dataset.Text { return r.Expansion }),
	text("definition", func(r *termRow) dataset.Text { return r.Definition }),
), func(r *termRow) *dataset.Cited { return &r.Cited }, nil)

var conflicts = newCollection("conflicts", fields(
	id(func(r *conflictRow) string { return r.ID }),
	ref("programme", func(r *conflictRow) string { return r.Programme }),
	code("kind", "conflict_kind", func(r *conflictRow) string { return r.Kind }),
	code("origin", "conflict_origin", func(r *conflictRow) string { return r.Origin }),
	ref("about", func(r *conflictRow) string { return r.About }),
	ref("question", func(r *conflictRow) string { return r.Question }),
	text("label", func(r *conflictRow) dataset.Text { return r.Label }),
	text("explanation", func(r *conflictRow) dataset.Text { return r.Explanation }),
	code("state", "conflict_state", func(r *conflictRow) string { return r.State }),
), func(r *conflictRow) *dataset.Cited { return &r.Cited }, nil)

var exclusions = newCollection("exclusions", fields(
	id(func(r *exclusionRow) string { return r.ID }),
	text("claim", func(r *exclusionRow) dataset.Text { return r.Claim }),
	text("reason", func(r *exclusionRow) dataset.Text { return r.Reason }),
	day("recorded_on", func(r *exclusionRow) dataset.Day { return r.RecordedOn }),
), func(r *exclusionRow) *dataset.Cited { return &r.Cited }, nil)

var corrections = newCollection("corrections", fields(
	id(func(r *correctionRow) string { return r.ID }),
	ref("target", func(r *correctionRow) string { return r.Target }),
	text("previous", func(r *correctionRow) dataset.Text { return r.Previous }),
	text("corrected", func(r *correctionRow) dataset.Text { return r.Corrected }),
	text("reason", func(r *correctionRow) dataset.Text { return r.Reason }),
	day("date", func(r *correctionRow) dataset.Day { return r.Date }),
), func(r *correctionRow) *dataset.Cited { return &r.Cited }, nil)

// all are the collections in the order of the contract.
var all = []served{
	programmes, funding, milestones, statements, indicators, observations,
	organisations, people, sources, glossary, conflicts, exclusions, corrections,
}

// tables are all that is served as a table: the collections, and the streams.
var tables = append(append([]served{}, all...), timeline, searched)
