package api

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// turtleToken is a token of the part of Turtle that catalogues need, and no more.
var turtleToken = regexp.MustCompile(`^(?:<[^\x00-\x20<>"{}|^` + "`" + `\\]*>|"(?:[^"\\\n\r]|\\[tbnrf"'\\])*"|@prefix|@[a-z]+|\^\^|[a-z]+:[A-Za-z][A-Za-z0-9]*|[a-z]+:|a\b|[.;,\[\]])`)

// triples reads Turtle by its grammar, strictly, and writes it as N-Triples.
func triples(t *testing.T, text string) string {
	t.Helper()
	r := &turtleReader{t: t, prefixes: map[string]string{}}
	for rest := strings.TrimSpace(text); rest != ""; rest = strings.TrimSpace(rest) {
		token := turtleToken.FindString(rest)
		if token == "" {
			t.Fatalf("no Turtle: %.60q", rest)
		}
		r.tokens, rest = append(r.tokens, token), rest[len(token):]
	}
	for len(r.tokens) > 0 {
		if r.take("@prefix") {
			name := strings.TrimSuffix(r.next(), ":")
			r.prefixes[name] = strings.Trim(r.next(), "<>")
		} else {
			r.properties(r.term())
		}
		if !r.take(".") {
			t.Fatalf("no end: %.5q", r.tokens)
		}
	}
	return strings.Join(r.lines, "")
}

type turtleReader struct {
	t        *testing.T
	tokens   []string
	prefixes map[string]string
	lines    []string
	blanks   int
}

func (r *turtleReader) next() string {
	if len(r.tokens) == 0 {
		r.t.Fatal("the Turtle ends too soon")
	}
	token := r.tokens[0]
	r.tokens = r.tokens[1:]
	return token
}

func (r *turtleReader) take(token string) bool {
	if len(r.tokens) > 0 && r.tokens[0] == token {
		r.tokens = r.tokens[1:]
		return true
	}
	return false
}

// properties reads predicates and their values up to the end of what is described.
func (r *turtleReader) properties(subject string) {
	for {
		predicate := "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
		if !r.take("a") {
			predicate = r.term()
		}
		for {
			r.lines = append(r.lines, fmt.Sprintf("%s %s %s .\n", subject, predicate, r.term()))
			if !r.take(",") {
				break
			}
		}
		if !r.take(";") {
			return
		}
	}
}

func (r *turtleReader) term() string {
	token := r.next()
	switch {
	case token[0] == '<':
		return token
	case token == "[":
		r.blanks++
		blank := "_:b" + strconv.Itoa(r.blanks)
		r.properties(blank)
		if !r.take("]") {
			r.t.Fatal("a thing without a name does not end")
		}
		return blank
	case token[0] == '"':
		switch {
		case r.take("^^"):
			return token + "^^" + r.term()
		case len(r.tokens) > 0 && r.tokens[0][0] == '@':
			return token + r.next()
		}
		return token
	}
	prefix, local, ok := strings.Cut(token, ":")
	space, known := r.prefixes[prefix]
	if !ok || !known {
		r.t.Fatalf("no term: %s", token)
	}
	return "<" + space + local + ">"
}
