package api

import (
	"fmt"
	"slices"
	"strings"

	"jalons/internal/chart"
	"jalons/internal/dataset"
	"jalons/internal/store"
)

// onlySVG is the format of pictures.
var onlySVG = []string{"svg"}

// chartWords are the control words of pictures: those of lists that choose rows,
// and two that say how to draw.
var chartWords = []string{"include_parts", "known_on", "lang", "q", "theme", "width"}

// themes are the colours in which pictures are drawn, the usual one first.
var themes = []string{"light", "dark"}

// maxDrawn bounds the rows of a picture: what nobody would scroll through. A
// picture says how many it leaves out.
const maxDrawn = 100

// look says how a picture is drawn.
type look struct {
	theme string
	width int
}

// chartRoutes serves the pictures. "id.svg" is a parameter to the router, which
// has none within a part of a path.
func (s *Server) chartRoutes() {
	s.get("/charts/timeline.svg", picture(timeline, drawTimeline))
	s.get("/charts/funding.svg", picture(funding, drawFunding))
	s.get("/charts/promises.svg", picture(milestones, drawPromises))
	s.get("/charts/indicator/:id.svg", indicatorPicture)
}

// parsePicture reads the parameters of a picture: the filters of its
// collection, without some, and how to draw it. Nothing is ignored.
func (c *Collection[R]) parsePicture(l *look, without ...string) func(*call, []pair) (params, []paramFault) {
	return func(request *call, pairs []pair) (params, []paramFault) {
		*l = look{themes[0], wideFigure}
		readers := map[string]paramReader{
			"theme": func(_ *params, _ *call, v pair) *paramFault { return choose(v, &l.theme, themes...) },
			"width": func(_ *params, _ *call, v pair) *paramFault {
				return whole(v, &l.width, chart.MinWidth, chart.MaxWidth)
			},
		}
		for _, name := range chartWords {
			if read, ok := listWords[name]; ok {
				readers[name] = read
			}
		}
		gone := append([]string{"sort", "fields", "facet"}, without...)
		return understand(request, pairs, readers, func(p *params, v pair) (bool, *paramFault) {
			if name, _, _ := strings.Cut(v.name, "__"); slices.Contains(gone, name) {
				return false, nil
			}
			return c.readFilter(request, p, v)
		}, slices.DeleteFunc(c.parameters(), func(name string) bool { return slices.Contains(gone, name) }))
	}
}

// picture answers with the picture of the rows of a collection.
func picture[R any](c *Collection[R], draw func(*call, chart.Frame, []R) ([]byte, error)) func(*call) error {
	return func(call *call) error {
		call.drawn()
		var l look
		if err := call.settle(onlySVG, c.parsePicture(&l)); err != nil {
			return err
		}
		return c.sendPicture(call, l, draw)
	}
}

// drawn takes the suffix off the address, as begin does under /v1.
func (c *call) drawn() {
	c.path, c.suffix = strings.TrimSuffix(c.path, ".svg"), "svg"
	c.Response().Header().Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
}

// sendPicture draws the rows that the parameters choose.
func (c *Collection[R]) sendPicture(call *call, l look, draw func(*call, chart.Frame, []R) ([]byte, error)) error {
	if call.fresh() {
		return call.notModified()
	}
	if err := c.find(call); err != nil {
		return err
	}
	rows, err := store.List[R](call.ctx(), call.data, c.query(call))
	if err != nil {
		return err
	}
	publishers, documents := citedIn(rows, c.cited)
	svg, err := draw(call, call.frame(l, c.Name, publishers, documents), rows)
	if err != nil {
		return err
	}
	return call.send("svg", svg)
}

// citedIn gives the publishers of the documents that rows rest on, the most
// cited first, and the number of documents.
func citedIn[R any](rows []R, cited func(*R) *dataset.Cited) (publishers []string, documents int) {
	seen, counts := map[string]bool{}, map[string]int{}
	for i := range rows {
		by := cited(&rows[i])
		if by.SourcePublisher != "" {
			if counts[by.SourcePublisher] == 0 {
				publishers = append(publishers, by.SourcePublisher)
			}
			counts[by.SourcePublisher]++
		}
		if by.Source != "" {
			seen[by.Source] = true
		}
	}
	slices.Sort(publishers)
	slices.SortStableFunc(publishers, func(a, b string) int { return counts[b] - counts[a] })
	return publishers, len(seen)
}

// maxNamed is how many publishers a caption names.
const maxNamed = 6

// frame gives what stands around a picture.
func (c *call) frame(l look, collection string, publishers []string, documents int) chart.Frame {
	info := c.data.About.Info
	f := chart.Frame{Lang: c.lang, Width: l.width, Dark: l.theme == "dark",
		Credit: fmt.Sprintf(c.in("%s, état au %s, version %s, Licence Ouverte 2.0. %s", "%s, as of %s, version %s, Licence Ouverte 2.0. %s"),
			info.Attribution.In(c.lang), c.day, info.Version, c.server.base+address("/v1/"+collection, c.chosenPairs()))}
	named := publishers[:min(maxNamed, len(publishers))]
	others := ""
	if n := len(publishers) - len(named); n > 0 {
		others = fmt.Sprintf(c.in(" et %d autres éditeurs", " and %d other publishers"), n)
	}
	switch {
	case documents == 1:
		f.Sources = c.in("Source : un document de ", "Source: one document of ") + strings.Join(named, ", ")
	case documents > 1:
		f.Sources = fmt.Sprintf(c.in("Sources : %d documents (%s%s)", "Sources: %d documents (%s%s)"), documents, strings.Join(named, ", "), others)
	}
	f.Sources = french(f.Sources, c.lang)
	f.Empty = french(c.in("Rien de connu ici ce jour-là : aucune source du jeu de données n'en parle.", "Nothing is known here on that day: no source of the dataset speaks of it."), c.lang)
	return f
}

// chosenPairs are the parameters that choose rows: without those that say how to draw.
func (c *call) chosenPairs() []pair {
	return slices.DeleteFunc(slices.Clone(c.params.pairs), func(p pair) bool { return p.name == "theme" || p.name == "width" })
}

// title gives a picture's title with the one programme that it is of.
func (c *call) title(fr, en string) (string, error) {
	title := c.in(fr, en)
	id := c.programme()
	if id == "" {
		return title, nil
	}
	r, _, found, err := store.Get[programmeRow](c.ctx(), c.data, id, c.day, c.lang)
	if err != nil || !found {
		return title, err
	}
	return french(r.Name.In(c.lang)+c.in(" : ", ": ")+strings.ToLower(title[:1])+title[1:], c.lang), nil
}

// leaveOut notes in a frame that a picture leaves rows out: one, or %d of them.
func (c *call) leaveOut(f *chart.Frame, n int, one, many dataset.Text) {
	if n > 0 {
		f.Left = append(f.Left, french(plural(n, one, many).In(c.lang), c.lang))
	}
}
