package dataset

import (
	"fmt"
	"io/fs"
	"path"
	"strings"
)

// Load reads the files of a dataset, fills in what the format lets a file leave
// out, and lints the whole. It gives the dataset and every finding; with a
// finding the dataset must not be served.
func Load(files fs.FS) (*Dataset, Findings) {
	var findings Findings
	d := read(files, &findings)
	d.complete()
	if len(findings) == 0 { // what could not be read would be found again as missing
		findings = d.lint()
	}
	findings.sort()
	return d, findings
}

// lists maps each file that is a list, or the folder of such files, to it.
func (d *Dataset) lists() map[string]any {
	return map[string]any{
		"dataset.yaml": &d.Info, "codes.yaml": &d.Codes, "organisations.yaml": &d.Organisations, "people.yaml": &d.People,
		"glossary.yaml": &d.Glossary, "conflicts.yaml": &d.Conflicts, "exclusions.yaml": &d.Exclusions,
		"corrections.yaml": &d.Corrections, "withdrawn.yaml": &d.Withdrawn,
	}
}

// ignored are files of the folder that hold no record.
var ignored = map[string]bool{"README.md": true, "LICENSE": true, "fixtures.go": true, "left-out.md": true}

func read(files fs.FS, findings *Findings) *Dataset {
	d := &Dataset{}
	lists := d.lists()
	seen := map[string]bool{}
	err := fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && (name == "." || name == "programmes" || name == "sources"), ignored[name]:
			return nil
		case !entry.Type().IsRegular():
			findings.add("not-a-file", Pos{File: name}, "only plain files and the folders programmes and sources belong here", "")
			if entry.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		data, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		seen[name] = true
		d.readFile(name, data, lists, findings)
		return nil
	})
	if err != nil {
		findings.add("unreadable", Pos{File: "."}, fmt.Sprintf("the folder can't be read: %v", err), "")
	}
	for _, name := range []string{"dataset.yaml", "codes.yaml", idsName} {
		if !seen[name] {
			findings.add("missing-file", Pos{File: name}, "every dataset has this file", "")
		}
	}
	return d
}

func (d *Dataset) readFile(name string, data []byte, lists map[string]any, findings *Findings) {
	switch list, isList := lists[name]; {
	case isList:
		decodeFile(name, data, list, findings)
	case name == idsName:
		d.IDs = strings.Fields(string(data))
	case name == releasesName:
		d.Releases = readReleases(data, findings)
	case path.Dir(name) == "programmes" && path.Ext(name) == ".yaml":
		p := &Programme{}
		decodeFile(name, data, p, findings)
		if want := "programmes/" + p.ID + ".yaml"; p.ID != "" && want != name {
			findings.add("file-name", Pos{File: name, Path: "id", Line: 1}, fmt.Sprintf("a programme's file is named for its id, %q", p.ID), want)
		}
		d.Programmes = append(d.Programmes, p)
	case path.Dir(name) == "sources" && path.Ext(name) == ".yaml":
		var more []*Source
		decodeFile(name, data, &more, findings)
		d.Sources = append(d.Sources, more...)
	default:
		findings.add("unknown-file", Pos{File: name}, "this file is none of the dataset's", "")
	}
}

// complete fills in what the format lets a file leave out. See fixtures/README.md.
func (d *Dataset) complete() {
	sources := map[string]*Source{}
	for _, s := range d.Sources {
		sources[s.ID] = s
	}
	for _, p := range d.Programmes {
		said := func(s *Said) { s.complete(p.RecordedOn, sources) }
		for _, f := range p.Funding {
			f.Programme = p.ID
			orElse(&f.Basis, "declared")
			orElse(&f.Rank, "normal")
			if f.AmountEUR != nil {
				orElse(&f.Modifier, "as_stated")
			}
			said(&f.Said)
		}
		for _, m := range p.Milestones {
			m.Programme = p.ID
			if m.Measure != nil {
				orElse(&m.Measure.Modifier, "as_stated")
			}
			for _, s := range m.Statements {
				orElse(&s.Rank, "normal")
				if !s.Date.IsZero() {
					orElse(&s.DateBasis, "stated")
				}
				said(&s.Said)
			}
		}
		for _, i := range p.Indicators {
			i.Programme = p.ID
			for _, o := range i.Observations {
				orElse(&o.Nature, "actual")
				if o.Value != nil {
					orElse(&o.Modifier, "as_stated")
				}
				said(&o.Said)
			}
		}
	}
}

func (s *Said) complete(recorded Day, sources map[string]*Source) {
	if s.RecordedOn == 0 {
		s.RecordedOn = recorded
	}
	if !s.StatedOn.IsZero() || s.StatedOnBasis != "" || len(s.Citations) == 0 { // a basis alone is a finding
		return
	}
	source := sources[s.Citations[0].Source]
	switch {
	case source == nil:
	case !source.PublishedOn.IsZero():
		s.StatedOn = source.PublishedOn
		orElse(&s.StatedOnBasis, "published")
	case !source.DatedByContent.IsZero():
		s.StatedOn = source.DatedByContent
		orElse(&s.StatedOnBasis, "deduced")
	}
}

func orElse(s *string, value string) {
	if *s == "" {
		*s = value
	}
}
