// Goclient reads every collection of a running Jalons, page by page, with the
// client that oapi-codegen makes of its OpenAPI document. That this compiles is
// half of the check; the other half is that every row comes, once.
//
//	goclient http://127.0.0.1:8080
package main

import (
	"context"
	"fmt"
	"net/http"
	"os"

	"jalons/goclient/api"
)

// page is what a list's answer has in common with the others.
type page struct {
	status, rows, total int
}

const limit = 1000 // the largest page that the service gives

func main() {
	if err := run(context.Background(), os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "goclient:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, base string) error {
	json := func(_ context.Context, r *http.Request) error { r.Header.Set("Accept", "application/json"); return nil }
	client, err := api.NewClientWithResponses(base, api.WithRequestEditorFn(json))
	if err != nil {
		return err
	}
	rows := 0
	for name, ask := range lists(client) {
		read, err := readAll(ctx, ask)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		rows += read
	}
	item, err := client.GetFundingWithResponse(ctx, "segur-2bn-2022", nil)
	if err != nil {
		return err
	}
	if item.JSON200 == nil || item.JSON200.Data.AmountEur == nil || *item.JSON200.Data.AmountEur != 2_000_000_000 {
		return fmt.Errorf("the Ségur's envelope: %s: %s", item.Status(), item.Body)
	}
	lost, err := client.GetProgrammesWithResponse(ctx, "dmpp", nil)
	if err != nil {
		return err
	}
	if problem := lost.ApplicationproblemJSON404; problem == nil || problem.Status != http.StatusNotFound {
		return fmt.Errorf("an unknown programme: %s: %s", lost.Status(), lost.Body)
	}
	fmt.Printf("Go client: %d collections, %d rows\n", len(lists(client)), rows)
	return nil
}

// readAll turns the pages of a list, and counts.
func readAll(ctx context.Context, ask asking) (int, error) {
	for read := 0; ; {
		p, err := ask(ctx, limit, api.QueryOffset(read))
		if err != nil {
			return 0, err
		}
		if p.status != http.StatusOK {
			return 0, fmt.Errorf("status %d", p.status)
		}
		read += p.rows
		if p.rows < limit {
			if read != p.total {
				return 0, fmt.Errorf("%d rows of %d", read, p.total)
			}
			return read, nil
		}
	}
}
