package api

import (
	"context"
	"strconv"
	"strings"

	"jalons/internal/card"
	"jalons/internal/dataset"
	"jalons/internal/store"
)

// cardRoutes serves the pictures with which pages are shown elsewhere: one for
// each programme, and one for all other pages.
func (s *Server) cardRoutes() {
	for _, lang := range []string{"fr", "en"} {
		s.get(pathIn(lang, "/card.png"), func(c *call) error { return c.sendCard(lang, c.homeCard) })
		s.get(pathIn(lang, "/programmes/:id/card.png"), func(c *call) error { return c.sendCard(lang, c.programmeCard) })
	}
}

// Card gives the public address of the page's card.
func (p *page) Card() string {
	if strings.HasPrefix(p.Path, "/programmes/") {
		return p.Base + pathIn(p.Lang, p.Path+"/card.png")
	}
	return p.Base + pathIn(p.Lang, "/card.png")
}

// picturePaths gives the path of every picture that has one without parameters:
// charts and cards, which an export writes beside the pages.
func (s *Server) picturePaths(ctx context.Context) ([]string, error) {
	held := s.hold()
	defer held.release()
	data := held.data
	series, err := store.IDs[indicatorRow](ctx, data, data.About.Info.UpdatedOn)
	if err != nil {
		return nil, err
	}
	known, err := store.IDs[programmeRow](ctx, data, data.About.Info.UpdatedOn)
	if err != nil {
		return nil, err
	}
	var out []string
	for _, c := range DescribeCharts() {
		if !strings.Contains(c.Path, "{id}") {
			out = append(out, c.Path)
			continue
		}
		for _, id := range series {
			out = append(out, strings.Replace(c.Path, "{id}", id, 1))
		}
	}
	for _, lang := range []string{"fr", "en"} {
		out = append(out, pathIn(lang, "/card.png"))
		for _, id := range known {
			out = append(out, pathIn(lang, "/programmes/"+id+"/card.png"))
		}
	}
	return out, nil
}

// sendCard answers with a card. Like a page it passes over parameters that it does
// not know.
func (c *call) sendCard(lang string, make func() (card.Card, error)) error {
	c.paged, c.lang, c.params.format = lang, lang, "png"
	if err := c.readPage(nil); err != nil {
		return err
	}
	drawn, err := make()
	if err != nil {
		return err
	}
	c.params.format = "png"
	if c.fresh() {
		return c.notModified()
	}
	info := c.data.About.Info
	drawn.Mark, drawn.Foot = info.Publisher, info.Attribution.In(lang)+" · "+c.day.String()
	picture, err := card.PNG(drawn)
	if err != nil {
		return err
	}
	return c.send("png", picture)
}

func (c *call) homeCard() (card.Card, error) {
	rows, err := rowsFor(c, milestones)
	if err != nil {
		return card.Card{}, err
	}
	made := card.Card{Title: c.in("Santé numérique : ce qui a été promis, et ce qui est arrivé", "Digital health in France: what was promised, and what happened")}
	for _, t := range c.tallies(rows) {
		if t.Class == "bad" || t.Class == "good" {
			made.Facts = append(made.Facts, strconv.Itoa(t.Count)+" "+t.Label)
		}
	}
	made.Facts = []string{strings.Join(made.Facts, " · ")}
	return made, nil
}

func (c *call) programmeCard() (card.Card, error) {
	id := c.Param("id")
	row, _, found, err := store.Get[programmeRow](c.ctx(), c.data, id, c.day, c.lang)
	if err != nil {
		return card.Card{}, err
	}
	if !found {
		return card.Card{}, c.errNoSuchPage(id)
	}
	made := card.Card{Title: row.Name.In(c.lang)}
	lines, err := c.programmeLines("id", id)
	if err != nil || len(lines) == 0 {
		return made, err
	}
	add := func(n int, one, many dataset.Text) {
		if n > 0 {
			made.Facts = append(made.Facts, plural(n, one, many).In(c.lang))
		}
	}
	add(lines[0].Promises, dataset.Text{FR: "1 jalon", EN: "1 milestone"}, dataset.Text{FR: "%d jalons", EN: "%d milestones"})
	add(lines[0].Past, dataset.Text{FR: "1 en retard ou échu", EN: "1 late or overdue"}, dataset.Text{FR: "%d en retard ou échus", EN: "%d late or overdue"})
	add(lines[0].Money, dataset.Text{FR: "1 montant", EN: "1 amount"}, dataset.Text{FR: "%d montants", EN: "%d amounts"})
	add(lines[0].Values, dataset.Text{FR: "1 mesure", EN: "1 value"}, dataset.Text{FR: "%d mesures", EN: "%d values"})
	made.Facts = []string{strings.Join(made.Facts, " · ")}
	return made, nil
}
