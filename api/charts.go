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

// drawing is a picture of the rows of a collection.
type drawing[R any] struct {
	name    string // in its address
	rows    *Collection[R]
	without []string    // filters of the collection that it does not take
	narrow  func(*call) // to some of the rows, nil for all that are asked
	draw    func(*call, chart.Frame, []R) ([]byte, error)
}

// chartRoutes serves the pictures. "id.svg" is a parameter to the router, which
// has none within a part of a path.
func (s *Server) chartRoutes() {
	s.get("/charts/timeline.svg", timelineDrawing.answer)
	s.get("/charts/funding.svg", fundingDrawing.answer)
	s.get("/charts/promises.svg", promisesDrawing.answer)
	s.get("/charts/indicator/:id.svg", indicatorPicture)
}

// parse reads the parameters of a picture: the filters of its collection, and how
// to draw it. Nothing is ignored.
func (d drawing[R]) parse(l *look) func(*call, []pair) (params, []paramFault) {
	c := d.rows
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
		gone := append([]string{"sort", "fields", "facet"}, d.without...)
		return understand(request, pairs, readers, func(p *params, v pair) (bool, *paramFault) {
			if name, _, _ := strings.Cut(v.name, "__"); slices.Contains(gone, name) {
				return false, nil
			}
			return c.readFilter(request, p, v)
		}, slices.DeleteFunc(c.parameters(), func(name string) bool { return slices.Contains(gone, name) }))
	}
}

// answer answers with the picture.
func (d drawing[R]) answer(call *call) error {
	call.drawn()
	var l look
	if err := call.settle(onlySVG, d.parse(&l)); err != nil {
		return err
	}
	return d.send(call, l)
}

// drawn takes the suffix off the address, as begin does under /v1.
func (c *call) drawn() {
	c.path, c.suffix = strings.TrimSuffix(c.path, ".svg"), "svg"
	c.Response().Header().Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
}

// send draws the rows that the parameters choose, and answers with them.
func (d drawing[R]) send(call *call, l look) error {
	if call.fresh() {
		return call.notModified()
	}
	svg, err := d.picture(call, l)
	if err != nil {
		return err
	}
	return call.send("svg", svg)
}

// picture draws the rows that the parameters choose.
func (d drawing[R]) picture(call *call, l look) ([]byte, error) {
	if d.narrow != nil {
		d.narrow(call)
	}
	if err := d.rows.find(call); err != nil {
		return nil, err
	}
	rows, err := store.List[R](call.ctx(), call.data, d.rows.query(call))
	if err != nil {
		return nil, err
	}
	publishers, documents := citedIn(rows, d.rows.cited)
	return d.draw(call, call.frame(l, d.rows.Name, publishers, documents), rows)
}

// height gives the height in pixels of the picture at an address of its own, which
// a page wants to know before the picture is there.
func (d drawing[R]) height(c *call, address string) (int, error) {
	_, query, _ := strings.Cut(address, "?")
	pairs, _ := split(query)
	sub, l := *c, look{}
	p, faults := d.parse(&l)(&sub, pairs)
	if len(faults) > 0 {
		return 0, &fault{kind: internal, detail: faults[0].detail}
	}
	sub.take(p)
	var err error
	if sub.params.filters, err = sub.widen(sub.params.filters); err != nil {
		return 0, err
	}
	svg, err := d.picture(&sub, l)
	if err != nil {
		return 0, err
	}
	return chart.Height(svg)
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
