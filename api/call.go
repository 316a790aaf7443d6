package api

import (
	"context"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"jalons/internal/dataset"
	"jalons/internal/search"
	"jalons/internal/store"
)

// call is one request on its way: the dataset that answers it, chosen once, and
// what the address says.
type call struct {
	echo.Context
	caller  context.Context // ends when the caller goes; it has no limit of time
	server  *Server
	edition *edition     // held until the request ends
	data    *store.Store // of the edition
	path    string       // below the host, without suffix
	suffix  string       // csv in funding.csv, "" for none
	lang    string       // of the data
	day     dataset.Day  // judged on
	formats []string     // that this address can give
	params  params
	looked  *search.Answer // what q= finds, nil where it is not asked

	paged string // language of the page that the address is of, "" for none

	negotiated bool // the Accept header was asked for the format
	spoken     bool // the Accept-Language header was asked for the language of a page
}

func (c *call) ctx() context.Context { return c.Request().Context() }

func (c *call) env() *env {
	return &env{lang: c.lang, base: c.server.base, license: c.data.About.Info.License}
}

// today reports whether the data are asked for as they are known today.
func (c *call) today() bool { return c.day == c.data.About.Info.UpdatedOn }

// words gives the language of problems and pages: that of a page by its path,
// lang= where the address has a
// good one, else what the caller prefers, else French.
func (c *call) words() string {
	if c.paged != "" {
		return c.paged
	}
	if lang := c.QueryParam("lang"); c.speaks() {
		return lang
	}
	return preferred(c.header("Accept-Language"))
}

// speaks reports whether the address itself chooses the language of problems.
func (c *call) speaks() bool {
	return c.paged != "" || c.QueryParam("lang") == "fr" || c.QueryParam("lang") == "en"
}

// header gives a header that is a list, which may come in several lines.
func (c *call) header(name string) string { return strings.Join(c.Request().Header.Values(name), ",") }

// take makes the parameters the call's own.
func (c *call) take(p params) {
	c.params, c.lang, c.day = p, p.lang, c.data.About.Info.UpdatedOn
	if p.knownOn != nil {
		c.day = min(*p.knownOn, c.day)
	}
}

// settle reads the parameters of an address by check, and refuses what it does
// not understand; then it settles the format by Accept where it is open.
func (c *call) settle(formats []string, check func(*call, []pair) (params, []paramFault)) error {
	c.formats = formats
	if c.suffix != "" && !slices.Contains(formats, c.suffix) {
		return &fault{kind: notFound, suggestion: c.path, detail: dataset.Text{
			FR: "Cette adresse n'existe pas au format ." + c.suffix + " ; formats : " + strings.Join(formats, ", ") + ".",
			EN: "This address has no ." + c.suffix + " form; formats: " + strings.Join(formats, ", ") + "."}}
	}
	pairs, faults := split(c.Request().URL.RawQuery)
	c.day = c.data.About.Info.UpdatedOn
	p, more := check(c, pairs)
	if faults = append(faults, more...); len(faults) > 0 {
		path := c.path
		if c.suffix != "" {
			path += "." + c.suffix
		}
		return refuse(c, path, pairs, faults, func(pairs []pair) []paramFault {
			p, f := check(c, pairs)
			return append(f, p.unfit()...)
		})
	}
	c.take(p)
	var err error
	if c.params.filters, err = c.widen(c.params.filters); err != nil {
		return err
	}
	if c.params.format != "" {
		return c.fits()
	}
	c.negotiated = true
	c.params.format = negotiate(c.header("Accept"), formats)
	if c.params.format == "" {
		good := slices.DeleteFunc(slices.Clone(p.pairs), func(p pair) bool { return p.bound() != "" && p.bound() != formats[0] })
		return &fault{kind: notAcceptable, suggestion: address(c.path, good), detail: dataset.Text{
			FR: "L'en-tête Accept ne laisse aucun de ces formats : " + strings.Join(formats, ", ") + ".",
			EN: "The Accept header leaves none of these formats: " + strings.Join(formats, ", ") + "."}}
	}
	return c.fits()
}

// open reports whether the address leaves the format to the Accept header.
func (c *call) open() bool {
	return c.suffix == "" && !slices.ContainsFunc(c.given(), func(p pair) bool { return p.name == "format" })
}

func (c *call) given() []pair {
	pairs, _ := split(c.Request().URL.RawQuery)
	return pairs
}
