package api

import (
	"context"
	"errors"
	"io"
	"net/http"
	"time"

	"jalons/internal/metrics"
)

// A gate lets so many in at once. One more waits as long as a query may take,
// then is told to come again: the callers of light answers are not to wait
// behind heavy ones.
type gate struct {
	places     chan struct{}
	turnedAway func() // told of each who waited in vain
}

func newGate(name string, places int, counts *metrics.Metrics) gate {
	g := gate{places: make(chan struct{}, places)}
	g.turnedAway = counts.Gate(name, func() int { return len(g.places) })
	return g
}

// Places of the gates. Exports leave half of the store's connections to
// queries; what searches and sums up keeps a core busy for milliseconds, and
// more at once than this only makes each slower.
const (
	maxExports = 4
	maxHeavy   = 4
)

// enter waits for a place.
func (g gate) enter(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	select {
	case g.places <- struct{}{}:
		return nil
	case <-ctx.Done():
		if errors.Is(ctx.Err(), context.DeadlineExceeded) { // else the caller went away
			g.turnedAway()
		}
		return ctx.Err()
	}
}

func (g gate) leave() { <-g.places }

// heavily does what keeps a core busy, when there is a place for it.
func (c *call) heavily(do func() error) error {
	if err := c.server.heavy.enter(c.ctx()); err != nil {
		return err
	}
	defer c.server.heavy.leave()
	return do()
}

// A caller takes a piece of an answer, in bytes, within a time; one who stops
// reading holds nothing here for longer.
const (
	piece    = 32 << 10
	pieceFor = 5 * time.Second
)

// paced is a writer to the caller, who has to take each piece in time.
type paced struct {
	w    io.Writer
	conn *http.ResponseController
}

func pacing(w http.ResponseWriter) paced { return paced{w, http.NewResponseController(w)} }

func (p paced) Write(b []byte) (n int, err error) {
	for len(b) > 0 && err == nil {
		// What can't be given a deadline is no connection: a recorder in a test.
		_ = p.conn.SetWriteDeadline(time.Now().Add(pieceFor))
		var done int
		done, err = p.w.Write(b[:min(piece, len(b))])
		n, b = n+done, b[done:]
	}
	return n, err
}
