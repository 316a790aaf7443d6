package citetest

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// risTypes and risTags are those of the format's specification that we use; the
// tags that may stand more than once are repeated.
var (
	risTypes    = []string{"BLOG", "DATA", "ELEC", "GEN", "NEWS", "RPRT", "STAT"}
	risTags     = []string{"TY", "ID", "AU", "TI", "T2", "PB", "PY", "DA", "Y2", "ET", "UR", "LA", "N1", "ER"}
	risRepeated = []string{"AU", "N1"}
	risLine     = regexp.MustCompile(`^([A-Z][A-Z0-9])  - (.*)$`)
	risForms    = map[string]*regexp.Regexp{
		"PY": regexp.MustCompile(`^\d{4}$`),
		"DA": regexp.MustCompile(`^\d{4}/(\d\d)?/(\d\d)?/[^/]*$`),
		"Y2": regexp.MustCompile(`^\d{4}/\d\d/\d\d/$`),
		"UR": regexp.MustCompile(`^https?://\S+$`),
		"LA": regexp.MustCompile(`^[a-z]{2}$`),
	}
)

// RIS reads references, each from TY to ER.
func RIS(text string) ([]Entry, error) {
	body, ended := strings.CutSuffix(text, "\r\n")
	if !utf8.ValidString(text) || !ended {
		return nil, errors.New("not UTF-8, or without an end of line at its end")
	}
	var all []Entry
	var e *Entry
	for i, line := range strings.Split(body, "\r\n") {
		m := risLine.FindStringSubmatch(line)
		if m == nil || strings.ContainsFunc(line, unicode.IsControl) {
			return nil, fmt.Errorf("line %d is no tag and value: %q", i+1, line)
		}
		tag, value := m[1], m[2]
		if (tag == "TY") != (e == nil) {
			return nil, fmt.Errorf("line %d: a reference goes from TY to ER", i+1)
		}
		if tag == "TY" {
			e = &Entry{Type: value, Fields: map[string][]string{}}
		}
		if err := e.risField(tag, value); err != nil {
			return nil, fmt.Errorf("line %d: %w", i+1, err)
		}
		if tag == "ER" {
			e.Key = e.Get("ID")
			all, e = append(all, *e), nil
		}
	}
	if e != nil {
		return nil, errors.New("the last reference has no ER")
	}
	return all, nil
}

func (e *Entry) risField(tag, value string) error {
	form := risForms[tag]
	switch {
	case !slices.Contains(risTags, tag):
		return fmt.Errorf("there is no tag %s", tag)
	case tag == "TY" && !slices.Contains(risTypes, value):
		return fmt.Errorf("there is no type %s", value)
	case (value == "") != (tag == "ER"):
		return fmt.Errorf("%s is empty, or should be", tag)
	case e.Fields[tag] != nil && !slices.Contains(risRepeated, tag):
		return fmt.Errorf("%s stands twice", tag)
	case form != nil && !form.MatchString(value):
		return fmt.Errorf("%s can't be %q", tag, value)
	}
	e.Fields[tag] = append(e.Fields[tag], value)
	return nil
}
