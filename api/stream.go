package api

import (
	"bufio"
	"compress/gzip"
	"io"

	"github.com/andybalholm/brotli"
)

// streamBuffer is how much of an export waits before anything leaves, in bytes:
// what fails within it can still be answered with a problem document.
const streamBuffer = 32 << 10

// stream is the body of an answer whose length nobody knows beforehand: coded as
// it comes, and held back until the buffer is full or the stream closed.
type stream struct {
	io.Writer
	coder  io.WriteCloser // nil where nothing is coded
	buffer *bufio.Writer
}

func newStream(w io.Writer, coding string) *stream {
	s := &stream{buffer: bufio.NewWriterSize(w, streamBuffer)}
	switch coding {
	case "br":
		s.coder = brotli.NewWriterLevel(s.buffer, brotliLevel)
	case "gzip":
		s.coder, _ = gzip.NewWriterLevel(s.buffer, gzipLevel) // the level is a good one
	}
	s.Writer = s.buffer
	if s.coder != nil {
		s.Writer = s.coder
	}
	return s
}

// Close writes all that was held back. It does not close the writer below.
func (s *stream) Close() error {
	if s.coder != nil {
		if err := s.coder.Close(); err != nil {
			return err
		}
	}
	return s.buffer.Flush()
}
