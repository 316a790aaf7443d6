package main

import (
	"encoding/json"
	"io"
	"net/http"
	"os"
)

// bareCommand makes this program the bare server.
const bareCommand = "bare"

// recorded is an answer as it was given once.
type recorded struct {
	Path   string
	Status int
	Header http.Header
	Body   []byte
}

// record asks once, and keeps the answer as it stands on the wire.
func record(base string, c pairCase) (recorded, error) {
	r, err := http.NewRequest(http.MethodGet, base+c.path, nil)
	if err != nil {
		return recorded{}, err
	}
	for name, value := range c.headers {
		r.Header.Set(name, value)
	}
	if r.Header.Get("Accept-Encoding") == "" {
		r.Header.Set("Accept-Encoding", "identity")
	}
	answer, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		return recorded{}, err
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	answer.Header.Del("Date") // the server's own
	return recorded{r.URL.Path, answer.StatusCode, answer.Header, body}, err
}

// bare serves the answer in a file to whatever is asked: what net/http costs.
func bare(file string) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	var answer struct {
		Addr string
		recorded
	}
	if err := json.Unmarshal(text, &answer); err != nil {
		return err
	}
	return http.ListenAndServe(answer.Addr, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		h := w.Header()
		for name, values := range answer.Header {
			h[name] = values
		}
		w.WriteHeader(answer.Status)
		if answer.Status != http.StatusNotModified {
			_, _ = w.Write(answer.Body)
		}
	}))
}
