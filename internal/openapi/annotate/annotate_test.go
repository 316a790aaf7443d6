package main

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"jalons/api"
	"jalons/fixtures"
	"jalons/internal/dataset"
)

// The same declarations give the same file, and every member has its words.
func TestFileIsTheSameTwice(t *testing.T) {
	d, _ := dataset.Load(fixtures.Files) // what is wrong with it, the tests of package dataset say
	first, err := file(d)
	if err != nil {
		t.Fatal(err)
	}
	second, err := file(d)
	if err != nil || !bytes.Equal(first, second) {
		t.Errorf("two runs differ (%v)", err)
	}
	if !bytes.HasPrefix(first, []byte("//go:build swag\n")) {
		t.Errorf("the compiler would read it: %.80s", first)
	}
}

// No entry of the members' words is there for nothing.
func TestMembersAreUsed(t *testing.T) {
	d, _ := dataset.Load(fixtures.Files)
	text, err := file(d)
	if err != nil {
		t.Fatal(err)
	}
	for key, w := range members {
		if !bytes.Contains(text, []byte(both(w.doc))) {
			t.Errorf("%s is the words of nothing", key)
		}
	}
}

func marshal(t *testing.T, v any) string {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestParameters(t *testing.T) {
	for _, c := range []struct {
		name  string
		p     param
		want  string // of the annotation
		patch string // "" where the parameter can't be written
	}{
		{"a bounded number", param{name: "limit", in: "query", kind: "integer", low: 1, top: 9, usual: "5", sample: "2", doc: word("Lignes.", "Rows.")},
			`// @Param limit query integer false "Rows. · Lignes." minimum(1) maximum(9) default(5)`, `{"example":2,"schema":{}}`},
		{"a list of codes", param{name: "flow", in: "query", kind: "string", list: true, codes: "codeFlow", most: 3, sample: "a,b", doc: word("F.", "E.")},
			`// @Param flow query []codeFlow false "E. · F." collectionFormat(csv)`,
			`{"example":["a","b"],"schema":{"items":{"$ref":"#/components/schemas/Flow","enum":null,"type":null},"maxItems":3}}`},
		{"a path", param{name: "id", in: "path", kind: "string", pattern: "^a$", longest: 4, doc: word("X.", "X.")},
			`// @Param id path string true "X." maxlength(4)`, `{"schema":{"pattern":"^a$"}}`},
		{"words that would be cut off", param{name: "x", in: "query", kind: "string", doc: word(`Un "mot".`, `A "word".`)}, "", ""},
	} {
		var b strings.Builder
		if err := c.p.write(&b); (err != nil) != (c.patch == "") {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if c.patch == "" {
			continue
		}
		if got := strings.TrimSpace(b.String()); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
		if got := marshal(t, c.p.patch()); got != c.patch {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.patch)
		}
	}
}

// Where there is room for few forms, those most asked for are shown, and the
// others are named in the description of their column.
func TestFormsThatFindNoRoomAreNamed(t *testing.T) {
	g := &generator{done: map[string]bool{}}
	column := func(name string, kind api.Type, suffixes ...string) api.ColumnWords {
		return api.ColumnWords{Column: api.Column{Name: name, Type: kind}, Doc: word("D.", "D."), Suffixes: suffixes}
	}
	d := api.Description{Name: "x", Columns: []api.ColumnWords{
		column("note", api.TypeText, "contains", "isnull"), column("amount", api.TypeInteger, "gte", "gt")}}
	var names []string
	all := g.filters(d, 4)
	for _, p := range all {
		names = append(names, p.name)
	}
	if want := []string{"note", "note__contains", "amount", "amount__gte"}; !slices.Equal(names, want) {
		t.Errorf("got %v, want %v", names, want)
	}
	if !strings.Contains(all[0].doc.EN, "Also: note__isnull.") || !strings.Contains(all[2].doc.FR, "Aussi : amount__gt.") {
		t.Errorf("the others are not named: %v, %v", all[0].doc, all[2].doc)
	}
}
