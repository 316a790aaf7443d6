package api

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"jalons/internal/dataset"
	"jalons/internal/edtf"
	"jalons/internal/feed"
	"jalons/internal/store"
)

// news are the collections whose rows bear the day on which they entered the
// dataset, with the column that does: what a feed can tell of. A list of theirs
// is to be had as Atom.
var news = map[string]string{"statements": "recorded_on", "funding": "recorded_on", "observations": "recorded_on", "exclusions": "recorded_on", "corrections": "date"}

// changed are those that /feeds/changes.atom tells of, in the order of one day.
var changed = []served{corrections, statements, funding, observations}

// tagDay is the day for which the tags of entries name their authority (RFC 4151).
// It never changes: the tags would.
const tagDay = "2026-11-21"

// tag gives an IRI that names something for ever.
func (c *call) tag(of string) string { return "tag:" + c.authority() + "," + tagDay + ":" + of }

// formatsOf gives the formats of a collection's list: as Atom where its rows
// bear the day of their entry, as a calendar where they are promises, as words
// for a chart where charts are drawn from it.
func (c *Collection[R]) formatsOf() []string {
	formats := slices.Clone(formatsOfLists)
	if news[c.Name] != "" {
		formats = append(formats, "atom")
	}
	if c.Name == milestones.Name {
		formats = append(formats, "ics")
	}
	if slices.Contains(drawn, c.Name) {
		formats = append(formats, datawrapper)
	}
	return formats
}

// subscribe answers a list in a format that programs subscribe to.
func (c *Collection[R]) subscribe(call *call) error {
	if call.params.format == "ics" {
		call.Response().Header().Set("Link", call.linkHeader(call.links(-1, 0), ""))
		return sendCalendar(call)
	}
	q := c.query(call)
	q.Sorts = call.params.sortedBy(store.Sort{Column: news[c.Name], Desc: true})
	total, err := store.Count[R](call.ctx(), call.data, q)
	if err != nil {
		return err
	}
	q.Limit, q.Offset = call.pageSize(), call.params.offset
	entries, err := c.entries(call, q)
	if err != nil {
		return err
	}
	call.Response().Header().Set("Link", call.linkHeader(call.links(total, call.pageSize()), ""))
	title := c.Name
	if label := call.label("collection", c.Name); label != nil {
		title = *label
	}
	return call.sendAtom("Jalons"+call.in(" : ", ": ")+title, c.Name, entries, total)
}

func (c *call) pageSize() int { return cmp.Or(c.params.limit, defaultLimit) }

// changesFeed answers what entered the dataset, the newest first.
func changesFeed(c *call) error {
	var programme string
	check := func(c *call, pairs []pair) (params, []paramFault) {
		words := maps.Clone(itemWords)
		delete(words, "format")
		words["limit"], words["offset"] = readLimit, readOffset
		programme = ""
		words["programme"] = func(_ *params, c *call, v pair) *paramFault {
			programme = v.value
			return Column{Name: "programme"}.knownID(c, "funding", v, v.value)
		}
		return understand(c, pairs, words, noMore, nil)
	}
	if err := c.settleLoosely("atom", check); err != nil {
		return err
	}
	if c.fresh() {
		return c.notModified()
	}
	all, err := c.changes(programme)
	if err != nil {
		return err
	}
	title, of := c.in("Jalons : ce qui est entré dans les données", "Jalons: what entered the data"), "changes"
	if programme != "" {
		title, of = title+" ("+programme+")", of+"/"+programme
	}
	from := min(c.params.offset, len(all))
	return c.sendAtom(title, of, all[from:min(from+c.pageSize(), len(all))], len(all))
}

// changes gives all entries of the feed of changes, of one programme where one is named.
func (c *call) changes(programme string) ([]feed.Entry, error) {
	var all []feed.Entry
	for _, s := range changed {
		q := store.Query{Day: c.day, Lang: c.lang}
		switch {
		case programme == "":
		case s.name() == corrections.Name: // which names its target alone
			ids, err := c.belonging(programme)
			if err != nil {
				return nil, err
			}
			q.Filters = []store.Filter{{Column: "target", Op: store.Is, Values: ids}}
		default:
			q.Filters = []store.Filter{{Column: "programme", Op: store.Is, Values: []any{programme}}}
		}
		entries, err := s.entries(c, q)
		if err != nil {
			return nil, err
		}
		all = append(all, entries...)
	}
	slices.SortStableFunc(all, func(a, b feed.Entry) int { return cmp.Compare(b.Updated, a.Updated) })
	return all, nil
}

// belonging gives the ids of a programme and of all that is its own.
func (c *call) belonging(programme string) ([]any, error) {
	ids := []any{programme}
	for _, s := range all {
		own, err := s.idsOf(c, programme)
		if err != nil {
			return nil, err
		}
		ids = append(ids, own...)
	}
	return ids, nil
}

// idsOf gives the ids of the rows that are a programme's.
func (c *Collection[R]) idsOf(call *call, programme string) (ids []any, err error) {
	if !slices.ContainsFunc(c.Fields, func(f Field[R]) bool { return f.Name == "programme" }) {
		return nil, nil
	}
	q := store.Query{Day: call.day, Lang: call.lang, Filters: []store.Filter{{Column: "programme", Op: store.Is, Values: []any{programme}}}}
	err = store.Each(call.ctx(), call.data, q, func(r *R) error {
		ids = append(ids, c.id(r))
		return nil
	})
	return ids, err
}

// cells gives the cells of a row by column.
func (c *Collection[R]) cells(r *R, e *env) map[string]Cell {
	cells := map[string]Cell{}
	for _, f := range c.Fields {
		cells[f.Name] = f.read(r, e)
	}
	return cells
}

// entries gives the rows of a query as entries.
func (c *Collection[R]) entries(call *call, q store.Query) ([]feed.Entry, error) {
	var out []feed.Entry
	e := call.env()
	names, err := call.labels(dataset.ByProgramme)
	if err != nil {
		return nil, err
	}
	err = store.Each(call.ctx(), call.data, q, func(r *R) error {
		row := c.cells(r, e)
		entry, err := call.entry(c.Name, row, names[row["programme"].Text])
		out = append(out, entry)
		return err
	})
	return out, err
}

// entry tells of a row: what it is about, what was said, and where. Programme is
// the name of the row's, "" for none.
func (c *call) entry(collection string, row map[string]Cell, programme string) (feed.Entry, error) {
	day := c.data.About.Info.UpdatedOn
	if cell := row[news[collection]]; !cell.Null {
		var err error
		if day, err = edtf.ParseDay(cell.Text); err != nil {
			return feed.Entry{}, fmt.Errorf("%s of %s: %w", news[collection], row["id"].Text, err)
		}
	}
	id, colon := row["id"].Text, c.in(" : ", ": ")
	about := cmp.Or(row["label"].Text, row["claim"].Text, row["corrected"].Text)
	if label := c.label("collection", collection); programme == "" && label != nil {
		programme = *label
	}
	entry := feed.Entry{
		ID: c.tag(collection + "/" + id), Updated: day, Title: programme + colon + about,
		Links: []feed.Link{{Rel: "alternate", Href: c.server.base + "/v1/" + collection + "/" + id, Type: "application/json"}},
	}
	if says := c.says(collection, row); says != "" {
		entry.Title += " (" + says + ")"
	}
	entry.Summary = strings.Join(c.grounds(row), "\n")
	for _, column := range []string{"programme", "kind", "flow", "nature"} {
		if word := row[column].Text; word != "" {
			entry.Categories = append(entry.Categories, word)
		}
	}
	if address := row["source_url"].Text; address != "" {
		entry.Links = append(entry.Links, feed.Link{Rel: "via", Href: address, Title: row["source_title"].Text})
	}
	return entry, nil
}

// says gives the figure, date or word that a row states.
func (c *call) says(collection string, row map[string]Cell) string {
	if collection != statements.Name {
		return row["display"].Text
	}
	words := c.marks(pair{"statement_kind", row["kind"].Text})
	if d, err := edtf.Parse(row["date"].Text); err == nil && !d.IsZero() {
		words = append(words, c.roughly(d))
	}
	return strings.Join(words, ", ")
}

// grounds gives when something was said and where it stands, or why it was put right.
func (c *call) grounds(row map[string]Cell) (lines []string) {
	colon := c.in(" : ", ": ")
	if d, err := edtf.Parse(row["stated_on"].Text); err == nil && !d.IsZero() {
		lines = append(lines, c.in("Dit", "Stated")+colon+c.roughly(d))
	}
	if previous := row["previous"].Text; previous != "" {
		lines = append(lines, c.in("Auparavant", "Before")+colon+previous)
	}
	for _, column := range []string{"reason", "note"} {
		if text := row[column].Text; text != "" {
			lines = append(lines, text)
		}
	}
	var source []string
	for _, column := range []string{"source_title", "source_publisher", "source_locator"} {
		if text := row[column].Text; text != "" {
			source = append(source, text)
		}
	}
	if source != nil {
		lines = append(lines, "Source"+colon+strings.Join(source, ", "))
	}
	return lines
}

// sendAtom sends a page of a feed with links to the others.
func (c *call) sendAtom(title, of string, entries []feed.Entry, total int) error {
	info := c.data.About.Info
	links := c.links(total, c.pageSize())
	f := feed.Atom{
		ID: c.tag("feeds/" + of + "/" + c.lang), Lang: c.lang, Title: title, Subtitle: descriptionOfDataset.In(c.lang), Author: info.Publisher, Email: info.Contact,
		Rights: info.Attribution.In(c.lang) + ", " + info.License, Generator: info.Publisher, Icon: c.server.base + "/favicon.ico", Updated: info.UpdatedOn, Entries: entries,
		Links: []feed.Link{{Rel: "alternate", Href: c.server.base + dataset.Text{FR: "/", EN: "/en/"}.In(c.lang), Type: MediaType("html")},
			{Rel: "license", Href: licenseURL}},
	}
	for _, l := range []struct {
		rel     string
		address *string
	}{{"self", links.Self}, {"first", links.First}, {"previous", links.Prev}, {"next", links.Next}, {"last", links.Last}} {
		if l.address != nil {
			f.Links = append(f.Links, feed.Link{Rel: l.rel, Href: *l.address, Type: MediaType("atom")})
		}
	}
	body, err := f.MarshalText()
	if err != nil {
		return err
	}
	return c.send("atom", body)
}
