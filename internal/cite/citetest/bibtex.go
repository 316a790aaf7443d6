package citetest

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// bibTypes are entry types of classic BibTeX with the fields that each needs.
var bibTypes = map[string][]string{"article": {"title", "journal", "year"}, "techreport": {"title", "institution", "year"}, "misc": {"title"}}

// bibFields are the fields of classic BibTeX, and of biblatex from date on.
var bibFields = []string{"author", "key", "title", "journal", "institution", "howpublished", "year", "month", "note", "url", "date", "urldate", "langid"}

// verbatim are the fields that are read letter by letter.
var verbatim = []string{"url", "date", "urldate", "langid"}

var (
	bibKey   = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9:.-]*$`)
	bibName  = regexp.MustCompile(`^[a-z]+$`)
	bibMonth = regexp.MustCompile(`^(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)$`)
)

// BibTeX reads a file of entries, and nothing beside entries.
func BibTeX(text string) ([]Entry, error) {
	if !utf8.ValidString(text) {
		return nil, errors.New("not UTF-8")
	}
	r := &bibReader{rest: text}
	var all []Entry
	for r.space(); r.rest != ""; r.space() {
		e, err := r.entry()
		if err != nil {
			return nil, fmt.Errorf("entry %d, before %.40q: %w", len(all)+1, r.rest, err)
		}
		if slices.ContainsFunc(all, func(other Entry) bool { return strings.EqualFold(other.Key, e.Key) }) {
			return nil, fmt.Errorf("the key %s stands twice", e.Key)
		}
		all = append(all, e)
	}
	return all, nil
}

type bibReader struct{ rest string }

func (r *bibReader) space() { r.rest = strings.TrimLeft(r.rest, " \n") }

// until takes what stands before a sign, and the sign.
func (r *bibReader) until(sign string) (string, error) {
	before, after, ok := strings.Cut(r.rest, sign)
	if !ok {
		return "", fmt.Errorf("there is no %q", sign)
	}
	r.rest = after
	return strings.TrimSpace(before), nil
}

func (r *bibReader) entry() (e Entry, err error) {
	if !strings.HasPrefix(r.rest, "@") {
		return e, errors.New("an entry begins with @")
	}
	r.rest = r.rest[1:]
	if e.Type, err = r.until("{"); err != nil {
		return e, err
	}
	needed, known := bibTypes[e.Type]
	if !known {
		return e, fmt.Errorf("there is no type %q", e.Type)
	}
	if e.Key, err = r.until(","); err != nil {
		return e, err
	}
	if !bibKey.MatchString(e.Key) {
		return e, fmt.Errorf("%q is no key", e.Key)
	}
	e.Fields = map[string][]string{}
	for {
		last, err := r.field(&e)
		if err != nil {
			return e, err
		}
		if last {
			break
		}
	}
	for _, name := range needed {
		if e.Get(name) == "" {
			return e, fmt.Errorf("%s lacks %s", e.Type, name)
		}
	}
	return e, nil
}

// field reads name = value and the comma after it, or the end of the entry.
func (r *bibReader) field(e *Entry) (last bool, err error) {
	name, err := r.until("=")
	if err != nil {
		return false, err
	}
	if !bibName.MatchString(name) || !slices.Contains(bibFields, name) || e.Fields[name] != nil {
		return false, fmt.Errorf("%q is no field, or stands twice", name)
	}
	r.space()
	value, err := r.value(name)
	if err != nil {
		return false, fmt.Errorf("%s: %w", name, err)
	}
	e.Fields[name] = []string{value}
	r.space()
	switch {
	case strings.HasPrefix(r.rest, "}"):
		last = true
	case !strings.HasPrefix(r.rest, ","):
		return false, fmt.Errorf("no comma after %s", name)
	}
	r.rest = r.rest[1:]
	r.space()
	return last, nil
}

// value reads a braced value, or the macro of a month.
func (r *bibReader) value(name string) (string, error) {
	if !strings.HasPrefix(r.rest, "{") {
		end := strings.IndexAny(r.rest, ",}\n")
		if end < 0 || name != "month" || !bibMonth.MatchString(r.rest[:end]) {
			return "", errors.New("neither braced nor a month")
		}
		value := r.rest[:end]
		r.rest = r.rest[end:]
		return value, nil
	}
	depth := 0
	for i, c := range r.rest { // BibTeX counts every brace, also one after a backslash
		switch c {
		case '{':
			depth++
		case '}':
			depth--
		}
		if depth == 0 {
			value := r.rest[1:i]
			r.rest = r.rest[i+1:]
			return bibText(name, value)
		}
	}
	return "", errors.New("its braces are not balanced")
}

// commands are those that we write, with what LaTeX makes of them.
var commands = map[string]string{
	`\&`: "&", `\%`: "%", `\$`: "$", `\#`: "#", `\_`: "_", `\textbackslash{}`: `\`, `\textbraceleft{}`: "{",
	`\textbraceright{}`: "}", `\textasciitilde{}`: "~", `\textasciicircum{}`: "^",
}

// bibText gives a value as LaTeX sets it. A sign that means something to LaTeX
// and is not escaped is an error.
func bibText(name, value string) (string, error) {
	if slices.Contains(verbatim, name) {
		if strings.ContainsAny(value, "{}\\ \n") {
			return "", fmt.Errorf("%q can't be read letter by letter", value)
		}
		return value, nil
	}
	var b strings.Builder
	for rest := value; rest != ""; {
		switch {
		case rest[0] == '\\':
			found := false
			for command, text := range commands {
				if strings.HasPrefix(rest, command) {
					b.WriteString(text)
					rest, found = rest[len(command):], true
					break
				}
			}
			if !found {
				return "", fmt.Errorf("an unknown command in %q", value)
			}
		case rest[0] == '~':
			b.WriteString("\u00a0")
			rest = rest[1:]
		case rest[0] == '{' || rest[0] == '}': // only groups
			rest = rest[1:]
		case strings.ContainsRune("&%$#_^", rune(rest[0])), rest[0] < ' ':
			return "", fmt.Errorf("a bare %q in %q", rest[0], value)
		default:
			_, size := utf8.DecodeRuneInString(rest)
			b.WriteString(rest[:size])
			rest = rest[size:]
		}
	}
	return b.String(), nil
}
