package api

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"testing"

	"jalons/internal/edtf"
)

// unzipped gives the files of the package.
func unzipped(t *testing.T, s *Server) map[string][]byte {
	t.Helper()
	body := ask(s, "/v1/download/jalons.zip").Body.Bytes()
	r, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	for _, f := range r.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if files[f.Name], err = io.ReadAll(in); err != nil {
			t.Fatal(err)
		}
	}
	return files
}

// The package is valid against its own schemas: every cell of its column's type,
// words of code lists, keys that are one row's alone, ids that lead somewhere.
func TestPackageKeepsItsSchemas(t *testing.T) {
	for name, s := range map[string]*Server{"shipped": newTestServer(t), "random": serveRandom(t, 8, 40)} {
		files := unzipped(t, s)
		var p DataPackage
		if err := json.Unmarshal(files["datapackage.json"], &p); err != nil {
			t.Fatal(err)
		}
		ids := map[string]map[string]bool{}
		lines := map[string][][]string{}
		for _, r := range p.Resources {
			body := files[r.Path]
			sum := sha256.Sum256(body)
			if r.Bytes != len(body) || r.Hash != "sha256:"+hex.EncodeToString(sum[:]) {
				t.Errorf("%s: %s is not what the package says", name, r.Path)
			}
			all, err := csv.NewReader(bytes.NewReader(body)).ReadAll()
			if err != nil || len(all) == 0 {
				t.Fatalf("%s: %v", r.Path, err)
			}
			if len(all[0]) != len(r.Schema.Fields) {
				t.Fatalf("%s: %d columns, %d in the schema", r.Path, len(all[0]), len(r.Schema.Fields))
			}
			ids[r.Name], lines[r.Name] = map[string]bool{}, all
			for _, line := range all[1:] {
				if ids[r.Name][line[0]] {
					t.Errorf("%s: %s twice", r.Name, line[0])
				}
				ids[r.Name][line[0]] = true
			}
		}
		for _, r := range p.Resources {
			for i, f := range r.Schema.Fields {
				if lines[r.Name][0][i] != f.Name {
					t.Fatalf("%s: column %d is %s, %s in the schema", r.Name, i, lines[r.Name][0][i], f.Name)
				}
				of := ""
				for _, key := range r.Schema.ForeignKeys {
					if key.Fields == f.Name {
						of = key.Reference.Resource
					}
				}
				for _, line := range lines[r.Name][1:] {
					if wrong := badCell(line[i], f); wrong != "" {
						t.Errorf("%s %s: %s: %s", r.Name, line[0], f.Name, wrong)
					}
					if of != "" && line[i] != "" && !ids[of][line[i]] {
						t.Errorf("%s %s: %s names %s, which is not in %s", r.Name, line[0], f.Name, line[i], of)
					}
				}
			}
		}
		if len(p.Resources) != len(takenTables()) || len(files["README.md"]) == 0 || !bytes.Contains(files["LICENSE.txt"], []byte("LICENCE OUVERTE")) || bytes.Contains(files["README.md"], []byte("{")) {
			t.Errorf("%s: %d tables; README:\n%s", name, len(p.Resources), files["README.md"])
		}
	}
}

// badCell says what is wrong with a cell by the schema of its column, read as
// Table Schema has it.
func badCell(cell string, f SchemaField) string {
	if cell == "" {
		if f.Constraints["required"] == true {
			return "a required value is missing"
		}
		return ""
	}
	if words, ok := f.Constraints["enum"].([]any); ok {
		for _, word := range words {
			if word == cell {
				return ""
			}
		}
		return cell + " is none of the words"
	}
	var err error
	switch f.Type {
	case "integer":
		var n int64
		_, err = fmt.Sscanf(cell+"\n", "%d\n", &n)
	case "number":
		var n float64
		_, err = fmt.Sscanf(cell+"\n", "%g\n", &n)
	case "boolean":
		if cell != "true" && cell != "false" {
			return cell + " is no truth"
		}
	case "date":
		_, err = edtf.ParseDay(cell)
	case "string":
	default:
		return "no such type: " + f.Type
	}
	if err != nil {
		return err.Error()
	}
	return ""
}
