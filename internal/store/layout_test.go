package store

import (
	"database/sql"
	"encoding/json"
	"errors"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

// A file of another layout, whole and with its right manifest, is refused.
func TestFilesOfOtherLayouts(t *testing.T) {
	built := filepath.Join(t.TempDir(), "jalons.db")
	m, err := Build(built, hardCases(t), "test")
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		statements []string
		want       error
	}{
		"the same":         {nil, nil},
		"another layout":   {[]string{"UPDATE about SET json = json_set(json, '$.Layout', 'x') WHERE part = 'about'"}, ErrLayout},
		"no layout":        {[]string{"UPDATE about SET json = json_remove(json, '$.Layout') WHERE part = 'about'"}, ErrLayout},
		"another table":    {[]string{"DROP TABLE about", "CREATE TABLE about (json TEXT NOT NULL)", "INSERT INTO about VALUES ('{}')"}, ErrLayout},
		"nothing of it":    {[]string{"DROP TABLE about"}, ErrLayout},
		"a part is lost":   {[]string{"DELETE FROM about WHERE part = 'about'"}, ErrLayout},
		"what is no about": {[]string{"UPDATE about SET json = '[' WHERE part = 'about'"}, ErrLayout},
	} {
		t.Run(name, func(t *testing.T) {
			path, m := filepath.Join(t.TempDir(), "jalons.db"), m
			write(t, path, read(t, built))
			change(t, path, c.statements)
			var err error
			if m.SHA256, m.Bytes, err = hashFile(path); err != nil {
				t.Fatal(err)
			}
			text, err := json.Marshal(m)
			if err != nil {
				t.Fatal(err)
			}
			write(t, ManifestOf(path), text)
			s, err := Open(path)
			if !errors.Is(err, c.want) {
				t.Errorf("error %v, want %v", err, c.want)
			}
			if s != nil {
				s.Close()
			}
		})
	}
}

// change changes a file from outside.
func change(t *testing.T, path string, statements []string) {
	t.Helper()
	db, err := sql.Open("sqlite3", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, statement := range statements {
		if _, err := db.Exec(statement); err != nil {
			t.Fatal(err)
		}
	}
}

// Whatever changes what is packed into a file changes its layout.
func TestLayoutTellsTypesApart(t *testing.T) {
	type inner struct{ A []string }
	type renamed struct{ B []string }
	type changed struct{ A []int }
	type tagged struct {
		A []string `json:"a"`
	}
	type list struct {
		Next *list
		A    map[string]inner
	}
	type otherList struct {
		Next *otherList
		A    map[string]changed
	}
	seen := map[string]string{}
	for _, typ := range []reflect.Type{reflect.TypeFor[inner](), reflect.TypeFor[renamed](), reflect.TypeFor[changed](), reflect.TypeFor[tagged](), reflect.TypeFor[list](), reflect.TypeFor[otherList]()} {
		var b strings.Builder
		describe(&b, typ, map[reflect.Type]bool{})
		_, members, _ := strings.Cut(b.String(), "\n") // without the name of the type itself
		if before, ok := seen[members]; ok {
			t.Errorf("%s and %s are told of alike: %s", before, typ, members)
		}
		seen[members] = typ.String()
	}
}
