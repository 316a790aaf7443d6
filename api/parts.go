package api

import (
	"encoding/json"
	"slices"

	"jalons/internal/dataset"
	"jalons/internal/store"
)

// readParts reads include_parts=true, which makes the programme filter reach
// the programmes that are part of the one asked, and theirs.
var readParts paramReader = func(p *params, _ *call, v pair) *paramFault {
	var word string
	if f := choose(v, &word, "true", "false"); f != nil {
		return f
	}
	p.parts = word == "true"
	return nil
}

// partsFault refuses include_parts where there is no programme to take parts of.
func partsFault(p *params, pairs []pair) []paramFault {
	asked := slices.ContainsFunc(pairs, func(v pair) bool { return v.name == "programme" })
	if !p.parts || asked {
		return nil
	}
	return []paramFault{invalid(pair{"include_parts", "true"}, dataset.Text{
		FR: "include_parts étend un filtre programme= : donnez-en un.", EN: "include_parts widens a programme= filter: give one."}, "false")}
}

// widen adds to a programme filter the parts known on the day asked.
func (c *call) widen(filters []store.Filter) ([]store.Filter, error) {
	if !c.params.parts {
		return filters, nil
	}
	parts, err := c.parts()
	if err != nil {
		return nil, err
	}
	out := slices.Clone(filters)
	for i, f := range out {
		if f.Column != "programme" || f.Op != store.Is {
			continue
		}
		values := slices.Clone(f.Values)
		for n := 0; n < len(values); n++ { // values grows: parts of parts are reached too
			for _, part := range parts[values[n].(string)] {
				if !slices.Contains(values, any(part)) {
					values = append(values, part)
				}
			}
		}
		out[i].Values = values
	}
	return out, nil
}

// parts gives the programmes that are part of another, by that other.
func (c *call) parts() (map[string][]string, error) {
	items, err := store.Items[programmeRow](c.ctx(), c.data, store.Query{Day: c.day, Lang: "fr"})
	if err != nil {
		return nil, err
	}
	parts := map[string][]string{}
	for id, text := range items {
		var item struct {
			Relations []struct{ Type, Programme string }
		}
		if err := json.Unmarshal([]byte(text), &item); err != nil {
			return nil, err
		}
		for _, r := range item.Relations {
			if r.Type == "part_of" {
				parts[r.Programme] = append(parts[r.Programme], id)
			}
		}
	}
	return parts, nil
}
