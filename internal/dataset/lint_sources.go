package dataset

import (
	"net/url"
	"strings"

	"jalons/internal/edtf"
)

// source judges the dates and addresses of a document.
func (l *linter) source(s *Source) {
	published, updated, accessed := s.PublishedOn, onDay(s.UpdatedOn), onDay(s.AccessedOn)
	l.order(s.Pos, "updated_on", updated, "published_on", published)
	l.order(s.Pos, "accessed_on", accessed, "published_on", published)
	l.order(s.Pos, "accessed_on", accessed, "updated_on", updated)
	l.order(s.Pos, "accessed_on", accessed, "dated_by_content", s.DatedByContent)
	if !published.IsZero() && !s.DatedByContent.IsZero() {
		l.find("dated-twice", s.Pos.key("dated_by_content"), "", "a document that bears a date needs none from its content")
	}
	l.end(s.Pos.key("published_on"), published)
	l.end(s.Pos.key("dated_by_content"), s.DatedByContent)
	l.address(s.Pos.key("url"), s.URL)
	l.address(s.Pos.key("archived_url"), s.ArchivedURL)
}

// end asks of a date that it ends, and not after updated_on.
func (l *linter) end(at Pos, date Date) {
	switch {
	case date.IsZero():
	case date.Latest() == edtf.Max:
		l.open(at, date)
	default:
		l.notAfter(at, date.Latest())
	}
}

// address judges an address of the web; none is fine.
func (l *linter) address(at Pos, address string) {
	if address == "" {
		return
	}
	u, err := url.Parse(address)
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Host == "" || strings.ContainsAny(address, " \t") {
		l.find("bad-address", at, "", "%q is no address that begins with https:// or http://", address)
	}
}

// sameAddress finds documents entered twice: one address in two sources.
func (l *linter) sameAddress() {
	first := map[string]*Source{}
	for _, s := range l.Sources {
		u := normalised(s.URL)
		if old := first[u]; u != "" && old != nil {
			l.find("same-address", s.Pos.key("url"), old.ID, "%s has this address already, at %s:%d", old.ID, old.Pos.File, old.Pos.Line)
			continue
		}
		first[u] = s
	}
}

// normalised gives an address without what does not change the page: scheme,
// www, case of the host, a slash or fragment at the end, marks of campaigns.
func normalised(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return ""
	}
	query := u.Query()
	for key := range query {
		if strings.HasPrefix(key, "utm_") || key == "fbclid" || key == "gclid" {
			query.Del(key)
		}
	}
	host := strings.TrimPrefix(strings.ToLower(u.Host), "www.")
	return host + strings.TrimSuffix(u.EscapedPath(), "/") + "?" + query.Encode()
}

// neverKnown finds records that can never be shown: nothing that is said, on
// any day, names them.
func (l *linter) neverKnown() {
	named := func(known map[string]Day, id string, at Pos, why string) {
		if _, is := known[id]; id != "" && !is {
			l.find("never-known", at.key("id"), "", "nothing names %s, so it is never shown: %s", id, why)
		}
	}
	for _, p := range l.Programmes {
		named(l.knownProgramme, p.ID, p.Pos, "cite where it is named under its citations")
	}
	for _, o := range l.Organisations {
		named(l.knownOrganisation, o.ID, o.Pos, "cite where it is named under its citations")
	}
	for _, p := range l.People {
		named(l.knownPerson, p.ID, p.Pos, "cite where the office is named under its mandate")
	}
	for _, s := range l.Sources {
		named(l.knownSource, s.ID, s.Pos, "cite it, or take it out")
	}
}
