package main

import (
	"context"

	"jalons/goclient/api"
)

// asking gives one page of a list.
type asking func(ctx context.Context, limit api.QueryLimit, offset api.QueryOffset) (page, error)

// lists gives the lists by name. The generated methods differ in their types, so
// each has its lines.
func lists(c *api.ClientWithResponses) map[string]asking {
	return map[string]asking{
		"programmes": func(ctx context.Context, limit api.QueryLimit, offset api.QueryOffset) (page, error) {
			r, err := c.ListProgrammesWithResponse(ctx, &api.ListProgrammesParams{Limit: &limit, Offset: &offset})
			if err != nil || r.JSON200 == nil {
				return refused(r, err)
			}
			return page{r.StatusCode(), len(r.JSON200.Data), total(r.JSON200.Meta)}, nil
		},
		"funding": func(ctx context.Context, limit api.QueryLimit, offset api.QueryOffset) (page, error) {
			r, err := c.ListFundingWithResponse(ctx, &api.ListFundingParams{Limit: &limit, Offset: &offset})
			if err != nil || r.JSON200 == nil {
				return refused(r, err)
			}
			return page{r.StatusCode(), len(r.JSON200.Data), total(r.JSON200.Meta)}, nil
		},
		"milestones": func(ctx context.Context, limit api.QueryLimit, offset api.QueryOffset) (page, error) {
			r, err := c.ListMilestonesWithResponse(ctx, &api.ListMilestonesParams{Limit: &limit, Offset: &offset})
			if err != nil || r.JSON200 == nil {
				return refused(r, err)
			}
			return page{r.StatusCode(), len(r.JSON200.Data), total(r.JSON200.Meta)}, nil
		},
		"statements": func(ctx context.Context, limit api.QueryLimit, offset api.QueryOffset) (page, error) {
			r, err := c.ListStatementsWithResponse(ctx, &api.ListStatementsParams{Limit: &limit, Offset: &offset})
			if err != nil || r.JSON200 == nil {
				return refused(r, err)
			}
			return page{r.StatusCode(), len(r.JSON200.Data), total(r.JSON200.Meta)}, nil
		},
		"indicators": func(ctx context.Context, limit api.QueryLimit, offset api.QueryOffset) (page, error) {
			r, err := c.ListIndicatorsWithResponse(ctx, &api.ListIndicatorsParams{Limit: &limit, Offset: &offset})
			if err != nil || r.JSON200 == nil {
				return refused(r, err)
			}
			return page{r.StatusCode(), len(r.JSON200.Data), total(r.JSON200.Meta)}, nil
		},
		"observations": func(ctx context.Context, limit api.QueryLimit, offset api.QueryOffset) (page, error) {
			r, err := c.ListObservationsWithResponse(ctx, &api.ListObservationsParams{Limit: &limit, Offset: &offset})
			if err != nil || r.JSON200 == nil {
				return refused(r, err)
			}
			return page{r.StatusCode(), len(r.JSON200.Data), total(r.JSON200.Meta)}, nil
		},
		"organisations": func(ctx context.Context, limit api.QueryLimit, offset api.QueryOffset) (page, error) {
			r, err := c.ListOrganisationsWithResponse(ctx, &api.ListOrganisationsParams{Limit: &limit, Offset: &offset})
			if err != nil || r.JSON200 == nil {
				return refused(r, err)
			}
			return page{r.StatusCode(), len(r.JSON200.Data), total(r.JSON200.Meta)}, nil
		},
		"people": func(ctx context.Context, limit api.QueryLimit, offset api.QueryOffset) (page, error) {
			r, err := c.ListPeopleWithResponse(ctx, &api.ListPeopleParams{Limit: &limit, Offset: &offset})
			if err != nil || r.JSON200 == nil {
				return refused(r, err)
			}
			return page{r.StatusCode(), len(r.JSON200.Data), total(r.JSON200.Meta)}, nil
		},
		"sources": func(ctx context.Context, limit api.QueryLimit, offset api.QueryOffset) (page, error) {
			r, err := c.ListSourcesWithResponse(ctx, &api.ListSourcesParams{Limit: &limit, Offset: &offset})
			if err != nil || r.JSON200 == nil {
				return refused(r, err)
			}
			return page{r.StatusCode(), len(r.JSON200.Data), total(r.JSON200.Meta)}, nil
		},
		"glossary": func(ctx context.Context, limit api.QueryLimit, offset api.QueryOffset) (page, error) {
			r, err := c.ListGlossaryWithResponse(ctx, &api.ListGlossaryParams{Limit: &limit, Offset: &offset})
			if err != nil || r.JSON200 == nil {
				return refused(r, err)
			}
			return page{r.StatusCode(), len(r.JSON200.Data), total(r.JSON200.Meta)}, nil
		},
		"conflicts": func(ctx context.Context, limit api.QueryLimit, offset api.QueryOffset) (page, error) {
			r, err := c.ListConflictsWithResponse(ctx, &api.ListConflictsParams{Limit: &limit, Offset: &offset})
			if err != nil || r.JSON200 == nil {
				return refused(r, err)
			}
			return page{r.StatusCode(), len(r.JSON200.Data), total(r.JSON200.Meta)}, nil
		},
		"exclusions": func(ctx context.Context, limit api.QueryLimit, offset api.QueryOffset) (page, error) {
			r, err := c.ListExclusionsWithResponse(ctx, &api.ListExclusionsParams{Limit: &limit, Offset: &offset})
			if err != nil || r.JSON200 == nil {
				return refused(r, err)
			}
			return page{r.StatusCode(), len(r.JSON200.Data), total(r.JSON200.Meta)}, nil
		},
		"corrections": func(ctx context.Context, limit api.QueryLimit, offset api.QueryOffset) (page, error) {
			r, err := c.ListCorrectionsWithResponse(ctx, &api.ListCorrectionsParams{Limit: &limit, Offset: &offset})
			if err != nil || r.JSON200 == nil {
				return refused(r, err)
			}
			return page{r.StatusCode(), len(r.JSON200.Data), total(r.JSON200.Meta)}, nil
		},
		"timeline": func(ctx context.Context, limit api.QueryLimit, offset api.QueryOffset) (page, error) {
			r, err := c.ListTimelineWithResponse(ctx, &api.ListTimelineParams{Limit: &limit, Offset: &offset})
			if err != nil || r.JSON200 == nil {
				return refused(r, err)
			}
			return page{r.StatusCode(), len(r.JSON200.Data), total(r.JSON200.Meta)}, nil
		},
	}
}

func refused(r interface{ StatusCode() int }, err error) (page, error) {
	if err != nil {
		return page{}, err
	}
	return page{status: r.StatusCode()}, nil
}

// total is what the answer says that there is; -1 where it says nothing.
func total(m api.Meta) int {
	if m.Total == nil {
		return -1
	}
	return int(*m.Total)
}
