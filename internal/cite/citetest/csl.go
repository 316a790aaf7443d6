package citetest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
)

// cslTypes are the types of CSL 1.0.2 that a source or a dataset may have.
var cslTypes = []string{"article-newspaper", "dataset", "document", "interview", "legislation", "post-weblog", "report", "speech", "webpage"}

// cslVariables are the variables that we use, letter by letter: the decoder does
// not tell capitals from small letters.
var cslVariables = []string{"id", "type", "title", "author", "interviewer", "container-title", "publisher", "version", "URL", "language", "note", "issued", "accessed"}

// CSLItem is an item of CSL-JSON: the variables that we use, no others.
type CSLItem struct {
	ID, Type, Title         string
	Author, Interviewer     []CSLName
	ContainerTitle          string `json:"container-title"`
	Publisher, Version, URL string
	Language, Note          string
	Issued, Accessed        *CSLDate
}

// CSLName is a person with both names, or a name that stays whole.
type CSLName struct{ Family, Given, Literal string }

// CSLDate is one date, two for an interval, or words.
type CSLDate struct {
	DateParts [][]int `json:"date-parts"`
	Circa     bool
	Literal   string
}

// CSL reads an array of items.
func CSL(text []byte) ([]CSLItem, error) {
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	var items []CSLItem
	if err := d.Decode(&items); err != nil {
		return nil, err
	}
	var named []map[string]json.RawMessage
	if err := json.Unmarshal(text, &named); err != nil {
		return nil, err // such as text after the array
	}
	for _, item := range named {
		for name := range item {
			if !slices.Contains(cslVariables, name) {
				return nil, fmt.Errorf("there is no variable %q", name)
			}
		}
	}
	for i, item := range items {
		if err := item.check(); err != nil {
			return nil, fmt.Errorf("item %d: %w", i+1, err)
		}
		if slices.ContainsFunc(items[:i], func(other CSLItem) bool { return other.ID == item.ID }) {
			return nil, fmt.Errorf("the id %s stands twice", item.ID)
		}
	}
	return items, nil
}

func (c *CSLItem) check() error {
	if c.ID == "" || c.Title == "" || !slices.Contains(cslTypes, c.Type) {
		return fmt.Errorf("id, title or type is missing or unknown: %q, %q, %q", c.ID, c.Title, c.Type)
	}
	for _, name := range slices.Concat(c.Author, c.Interviewer) {
		if (name.Literal == "") == (name.Family == "") || (name.Given == "") != (name.Family == "") {
			return fmt.Errorf("a name is whole or has both parts: %+v", name)
		}
	}
	return errors.Join(c.Issued.check(), c.Accessed.check())
}

func (d *CSLDate) check() error {
	if d == nil {
		return nil
	}
	if (d.Literal == "") == (len(d.DateParts) == 0) || len(d.DateParts) > 2 {
		return fmt.Errorf("a date has one or two lists of parts, or words: %+v", *d)
	}
	if len(d.DateParts) == 2 && len(d.DateParts[0]) != len(d.DateParts[1]) {
		return fmt.Errorf("the ends of an interval are as precise as each other: %v", d.DateParts)
	}
	for _, parts := range d.DateParts {
		low, high := []int{1, 1, 1}, []int{9999, 12, 31}
		if len(parts) < 1 || len(parts) > len(low) {
			return fmt.Errorf("a list of parts has year, month, day: %v", parts)
		}
		for i, part := range parts {
			if part < low[i] || part > high[i] {
				return fmt.Errorf("no such part: %v", parts)
			}
		}
	}
	return nil
}
