package api

import (
	"sync/atomic"

	"jalons/internal/store"
)

// edition is one dataset as it is served. What is made of a dataset belongs
// here, so that it goes when the dataset goes and no answer mixes two.
type edition struct {
	data    *store.Store
	holders atomic.Int64 // the server while it serves the edition, and each request that it answers
	closed  func(error)  // told once, after the last holder
	files   downloads
	answers *keptAnswers
	rows    *sentRows
	lists   *keptLists
}

func newEdition(data *store.Store, closed func(error)) *edition {
	e := &edition{data: data, closed: closed, answers: newAnswers(), rows: newRows(), lists: newLists()}
	e.holders.Store(1)
	return e
}

// hold adds a holder, unless the last one has gone.
func (e *edition) hold() bool {
	for {
		n := e.holders.Load()
		if n == 0 {
			return false
		}
		if e.holders.CompareAndSwap(n, n+1) {
			return true
		}
	}
}

// release takes a holder away. The last closes the store.
func (e *edition) release() {
	if e.holders.Add(-1) == 0 {
		e.closed(e.data.Close())
	}
}

// hold gives the edition that is served, held for one request.
func (s *Server) hold() *edition {
	for {
		if e := s.edition.Load(); e.hold() {
			return e
		}
	}
}

// Swap serves another dataset from now on. Requests under way end on the one
// that they began on; it is closed after the last of them.
func (s *Server) Swap(data *store.Store) {
	s.edition.Swap(newEdition(data, s.closed)).release()
}

// About tells of the dataset that is served.
func (s *Server) About() store.About {
	e := s.hold()
	defer e.release()
	return e.data.About
}

// Close lets go of the dataset: it is closed after the last request under way.
// No request may begin and no dataset be swapped in afterwards.
func (s *Server) Close() { s.edition.Load().release() }

// closed notes that a dataset is served no more.
func (s *Server) closed(err error) {
	if err != nil {
		s.log.Error("the database did not close", "error", err.Error())
	}
}
