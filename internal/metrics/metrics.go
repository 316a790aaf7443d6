// Package metrics counts what the service does and shows it to Prometheus. It
// knows neither routes nor data: whoever counts says what of. It is the only
// importer of Prometheus' client.
package metrics

import (
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// namespace begins every name.
const namespace = "jalons"

// seconds are the bounds of the histogram of latencies: from an answer out of
// memory to the time that an export may take.
var seconds = []float64{.0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30, 60}

// Metrics are the counts of one service.
type Metrics struct {
	registry *prometheus.Registry
	requests *prometheus.CounterVec
	latency  *prometheus.HistogramVec
	swaps    *prometheus.CounterVec
	refused  *prometheus.CounterVec
	hit      prometheus.Counter
	missed   prometheus.Counter
}

// New makes counts that are all nought, with those of Go's runtime and of the
// process.
func New() *Metrics {
	counter := func(name, help string, labels ...string) *prometheus.CounterVec {
		return prometheus.NewCounterVec(prometheus.CounterOpts{Namespace: namespace, Name: name, Help: help}, labels)
	}
	m := &Metrics{
		registry: prometheus.NewRegistry(),
		requests: counter("requests_total", "Requests answered, by route, status and format of the answer.", "route", "status", "format"),
		latency: prometheus.NewHistogramVec(prometheus.HistogramOpts{Namespace: namespace, Name: "request_duration_seconds",
			Help: "Time from the first line of a request to the last byte of its answer.", Buckets: seconds}, []string{"route"}),
		swaps:   counter("swaps_total", "Datasets loaded anew, by result: ok, or refused and the old one goes on.", "result"),
		refused: counter("gate_refused_total", "Requests told to come again because too many of the kind were under way.", "gate"),
	}
	for _, result := range []string{swapOK, swapRefused} {
		m.swaps.WithLabelValues(result) // there from the start, so that the first one is a change
	}
	kept := counter("cache_requests_total", "Requests looked up among the answers kept, by result: hit or miss.", "result")
	m.hit, m.missed = kept.WithLabelValues("hit"), kept.WithLabelValues("miss")
	m.registry.MustRegister(m.requests, m.latency, m.swaps, m.refused, kept,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

// Answered counts a request. Routes and formats must be few: each is a series.
func (m *Metrics) Answered(route, format string, status int, took time.Duration) {
	m.Of(route, format, status)(took)
}

// Of gives what counts the requests of one kind, for whoever answers many of them.
func (m *Metrics) Of(route, format string, status int) func(took time.Duration) {
	requests, latency := m.requests.WithLabelValues(route, strconv.Itoa(status), format), m.latency.WithLabelValues(route)
	return func(took time.Duration) {
		requests.Inc()
		latency.Observe(took.Seconds())
	}
}

// Asked counts a look-up among the answers kept.
func (m *Metrics) Asked(hit bool) {
	if hit {
		m.hit.Inc()
		return
	}
	m.missed.Inc()
}

// Results of a swap.
const (
	swapOK      = "ok"
	swapRefused = "refused"
)

// Swapped counts a dataset that was loaded anew.
func (m *Metrics) Swapped() { m.swaps.WithLabelValues(swapOK).Inc() }

// SwapRefused counts a dataset that was not good enough.
func (m *Metrics) SwapRefused() { m.swaps.WithLabelValues(swapRefused).Inc() }

// Gate shows how many are inside a gate, and counts whom it turns away.
func (m *Metrics) Gate(name string, inside func() int) (turnedAway func()) {
	m.registry.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{Namespace: namespace, Name: "gate_inside",
		Help: "Requests inside a gate.", ConstLabels: prometheus.Labels{"gate": name}}, func() float64 { return float64(inside()) }))
	return m.refused.WithLabelValues(name).Inc
}

// Gauge shows a number that is asked for when it is shown.
func (m *Metrics) Gauge(name, help string, value func() float64) {
	m.registry.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{Namespace: namespace, Name: name, Help: help}, value))
}

// Handler answers with all counts at /metrics, and with nothing elsewhere.
func (m *Metrics) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{}))
	return mux
}
