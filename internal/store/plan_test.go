package store

import (
	"context"
	"strings"
	"testing"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/logger"

	"jalons/internal/dataset"
	"jalons/internal/dataset/datasettest"
)

// recorder notes the SQL that gorm sends, with its values in place.
type recorder struct {
	logger.Interface
	sent []string
}

func (r *recorder) LogMode(logger.LogLevel) logger.Interface { return r }

func (r *recorder) Trace(_ context.Context, _ time.Time, statement func() (string, int64), _ error) {
	sql, _ := statement()
	r.sent = append(r.sent, sql)
}

// recorded gives a store whose SQL is noted.
func recorded(s *Store) (*Store, *recorder) {
	r := &recorder{Interface: logger.Discard}
	copied := *s
	copied.db = s.db.Session(&gorm.Session{Logger: r})
	return &copied, r
}

// planOf gives SQLite's plan for a statement.
func planOf(t *testing.T, s *Store, sql string) string {
	t.Helper()
	lines, err := s.pool.Query("EXPLAIN QUERY PLAN " + sql)
	if err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
	defer lines.Close()
	var plan []string
	for lines.Next() {
		var id, parent, unused int
		var detail string
		if err := lines.Scan(&id, &parent, &unused, &detail); err != nil {
			t.Fatal(err)
		}
		plan = append(plan, detail)
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return strings.Join(plan, "; ")
}

// The questions that are asked most are answered by an index, once the data
// have some size.
func TestCommonFiltersUseAnIndex(t *testing.T) {
	d := datasettest.Generate(51, 600)
	s := open(t, d)
	today := d.At(d.Info.UpdatedOn)
	for _, c := range []struct {
		rows          rows
		column, value string
		index         string
	}{
		{collections[1], "programme", today.Funding[0].Programme, "funding_by_programme"},
		{collections[1], "source", today.Funding[0].Source, "funding_by_source"},
		{collections[1], "id", today.Funding[0].ID, "sqlite_autoindex_funding_1"},
		{collections[2], "programme", today.Milestones[0].Programme, "milestones_by_programme"},
		{collections[2], "source", today.Milestones[0].Source, "milestones_by_source"},
		{collections[3], "programme", today.Statements[0].Programme, "statements_by_programme"},
		{collections[3], "milestone", today.Statements[0].Milestone, "statements_by_milestone"},
		{collections[5], "indicator", today.Observations[0].Indicator, "observations_"}, // any of those that begin with it,
		{collections[5], "source", today.Observations[0].Source, "observations_by_source"},
		{collections[14], "source", today.Uses[0].Source, "uses_by_source"},
	} {
		noted, r := recorded(s)
		q := Query{Day: d.Info.UpdatedOn, Lang: "fr", Filters: []Filter{{c.column, Is, []any{c.value}}}, Limit: 100}
		if _, err := c.rows.listed(noted, q); err != nil {
			t.Fatal(err)
		}
		if _, err := c.rows.counted(noted, q); err != nil {
			t.Fatal(err)
		}
		if len(r.sent) != 2 {
			t.Fatalf("%s by %s: %d statements, want 2: %q", c.rows.title(), c.column, len(r.sent), r.sent)
		}
		for _, sql := range r.sent {
			if plan := planOf(t, s, sql); !strings.Contains(plan, c.index) || strings.Contains(plan, "SCAN") {
				t.Errorf("%s by %s: no %s in the plan: %s\n%s", c.rows.title(), c.column, c.index, plan, sql)
			}
		}
	}
}

// filtered gives the filter of a usual question, by a value that some rows have.
func (u question) filtered(d *dataset.Dataset) []Filter {
	if u.filter == "" {
		return nil
	}
	today := d.At(d.Info.UpdatedOn)
	values := map[string]any{"status": "met", "timeliness": "late", "flow": today.Funding[0].Flow, "indicator": today.Observations[0].Indicator}
	return []Filter{{u.filter, Is, []any{values[u.filter]}}}
}

// What is usually asked is read off an index in its order, page and count.
func TestUsualQuestionsUseAnIndex(t *testing.T) {
	datasettest.Sweep(t)
	d := datasettest.Generate(51, 1000)
	s := open(t, d)
	for _, c := range collections {
		for _, u := range usual[c.table().name] {
			for _, desc := range []bool{false, true} {
				q := Query{Day: d.Info.UpdatedOn, Lang: "fr", Filters: u.filtered(d), Sorts: []Sort{{u.sort, desc}}, Limit: 3}
				noted, r := recorded(s)
				if _, err := c.paged(noted, q); err != nil {
					t.Fatal(err)
				}
				for _, sql := range r.sent {
					if plan := planOf(t, s, sql); !strings.Contains(plan, "USING COVERING INDEX "+c.table().name+"_") || strings.Contains(plan, "TEMP B-TREE") {
						t.Errorf("%s by %s: the plan is %s\n%s", u.filter, u.sort, plan, sql)
					}
				}
			}
		}
	}
}

// What usual questions match is read off an index of their range alone; a page of
// them never is, since it would have to be sorted.
func TestMatchingUsesAnIndex(t *testing.T) {
	d := datasettest.Generate(51, 600)
	s := open(t, d)
	for _, c := range collections {
		for _, u := range usual[c.table().name] {
			bound, seek := any("2015-01-01"), u.sort+"_earliest"
			if c.table().byName[u.sort].kind == Integer {
				bound, seek = int64(1000), u.sort
			}
			q := Query{Day: d.Info.UpdatedOn, Lang: "fr", Filters: append(u.filtered(d), Filter{u.sort, Least, []any{bound}})}
			plan := "SEARCH " + c.table().name + " USING COVERING INDEX " + c.table().name + "_with_" + u.sort
			if u.filter != "" {
				plan += "_by_" + u.filter + " (" + u.filter + "=? AND " + seek + ">?)"
			} else {
				plan += " (" + seek + ">?)"
			}
			noted, r := recorded(s)
			if _, err := c.matched(noted, q); err != nil {
				t.Fatal(err)
			}
			if got := planOf(t, s, r.sent[1]); got != plan {
				t.Errorf("the plan is %s, want %s\n%s", got, plan, r.sent[1])
			}
			q.Sorts, q.Limit = []Sort{{u.sort, true}}, 3
			noted, r = recorded(s)
			if _, err := c.paged(noted, q); err != nil {
				t.Fatal(err)
			}
			if got := planOf(t, s, r.sent[0]); !strings.Contains(got, "_to_"+u.sort) || strings.Contains(got, "TEMP B-TREE") {
				t.Errorf("the plan of a page is %s\n%s", got, r.sent[0])
			}
		}
	}
}

// One row is one search by its key; a list is one statement, whatever its size.
func TestStatementsSent(t *testing.T) {
	d := hardCases(t)
	s, r := recorded(open(t, d))
	if _, _, found, err := Get[dataset.FundingRow](background, s, "dmp-210m-cour-2012", d.Info.UpdatedOn, "fr"); err != nil || !found {
		t.Fatal(found, err)
	}
	if plan := planOf(t, s, r.sent[0]); len(r.sent) != 1 || !strings.Contains(plan, "SEARCH funding USING INDEX sqlite_autoindex_funding_1 (id=?") {
		t.Errorf("%d statements; plan: %s", len(r.sent), plan)
	}
	for _, c := range collections {
		r.sent = nil
		if _, err := c.listed(s, Query{Day: d.Info.UpdatedOn, Lang: "fr"}); err != nil || len(r.sent) != 1 {
			t.Errorf("%s: %d statements for a list (%v)", c.title(), len(r.sent), err)
		}
	}
}
