package api

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"jalons/internal/dataset"
	"jalons/internal/search"
	"jalons/internal/store"
)

// maxQuestion bounds q=, in characters: a long sentence.
const maxQuestion = 200

// goodQuestion is what q= is offered as where nothing nearer is to be had.
const goodQuestion = "dmp"

// readWords reads q=, words that rows must have.
var readWords paramReader = func(p *params, _ *call, v pair) *paramFault {
	if utf8.RuneCountInString(v.value) > maxQuestion {
		f := invalid(v, dataset.Text{FR: fmt.Sprintf("Au plus %d caractères.", maxQuestion), EN: fmt.Sprintf("At most %d characters.", maxQuestion)})
		f.didYouMean = string([]rune(v.value)[:maxQuestion])
		return &f
	}
	if search.Words(v.value) == 0 {
		f := invalid(v, dataset.Text{FR: "Il n'y a là ni mot ni nombre à chercher.", EN: "There is no word and no number in it to look for."})
		f.didYouMean = goodQuestion
		return &f
	}
	p.q = v.value
	return nil
}

// look answers q=.
func (c *call) look() error {
	return c.heavily(func() (err error) {
		c.looked, err = c.data.Search(c.ctx(), search.Question{Text: c.params.q, Lang: c.lang, Day: c.day})
		return err
	})
}

// eventful are the collections whose rows the timeline shows, under their own ids.
var eventful = map[string]bool{"statements": true, "funding": true, "observations": true}

// find keeps of a list the rows that q= finds, whatever their score. What a
// search finds does not depend on other filters.
func (c *Collection[R]) find(call *call) error {
	if call.params.q == "" {
		return nil
	}
	if err := call.look(); err != nil {
		return err
	}
	documents := []any{}
	for _, h := range call.looked.Hits {
		if h.Collection == c.Name || c.Name == timeline.Name && eventful[h.Collection] {
			documents = append(documents, h.Doc)
		}
	}
	call.params.filters = append(call.params.filters, store.Filter{Column: "id", Op: store.Found, Values: documents})
	return nil
}

// readings warns where q= was not read as it stands: a word was taken for another,
// or no row has all the words.
func (c *call) readings() (all []Warning) {
	if c.looked == nil || len(c.looked.Hits) == 0 {
		return nil
	}
	warn := func(code string, detail dataset.Text) {
		all = append(all, Warning{code, detail.In(c.lang), []string{}})
	}
	var missing []string
	for _, r := range c.looked.Words {
		if r.Meant != nil {
			meant := strings.Join(r.Meant, ", ")
			warn("misspelt", dataset.Text{FR: fmt.Sprintf("« %s » ne se trouve nulle part ; cherché à la place : %s.", r.Asked, meant),
				EN: fmt.Sprintf("%q stands nowhere; looked for instead: %s.", r.Asked, meant)})
		}
		if r.Found == nil {
			missing = append(missing, r.Asked)
		}
	}
	least, words := c.looked.Least, len(c.looked.Words)
	if least == words {
		return all
	}
	none := dataset.Text{}
	if missing != nil {
		list := strings.Join(missing, ", ")
		none = dataset.Text{FR: " Introuvable : " + list + ".", EN: " Not found at all: " + list + "."}
	}
	warn("some_words", dataset.Text{FR: fmt.Sprintf("Aucune ligne n'a tous les mots ; celles-ci en ont %d sur %d.%s", least, words, none.FR),
		EN: fmt.Sprintf("No row has all the words; these have %d of %d.%s", least, words, none.EN)})
	return all
}
