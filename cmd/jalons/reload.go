package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"
	"time"

	"jalons/api"
	"jalons/internal/metrics"
	"jalons/internal/store"
)

// mostLoss is the share of a collection that may go from one dataset to the
// next, in percent. Statements stay for ever, so more than a few withdrawn rows
// is a half-written folder or a wrong one.
const mostLoss = 5

// reloader loads the dataset anew and swaps it in.
type reloader struct {
	command *serveCmd
	service *api.Server
	world   *surroundings
	watch   *watch
	counts  *metrics.Metrics
}

// run loads the dataset at each SIGHUP and, where it is watched, at each change,
// until the context ends. One load at a time: what arrives meanwhile is one more.
func (r *reloader) run(ctx context.Context, hangups <-chan os.Signal, looks <-chan time.Time) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-hangups:
			r.watch.loaded()
			r.load(ctx, "SIGHUP")
		case <-looks:
			if r.watch.changed() {
				r.load(ctx, "change")
			}
		}
	}
}

// load builds the dataset beside the one that is served, checks it and swaps it
// in. One that is not good is refused, and the old one goes on.
func (r *reloader) load(ctx context.Context, cause string) {
	log, old := r.world.log.With("cause", cause), r.service.About()
	if r.command.Fixtures == "" && r.command.Database == "" {
		log.Warn("nothing to load anew: the shipped data is part of the program; give --fixtures or --database")
		return
	}
	data, err := r.attempt()
	if err == nil {
		err = r.kept(old, data.About)
	}
	if data != nil && (err != nil || ctx.Err() != nil) {
		err = errors.Join(err, data.Close())
	}
	switch {
	case ctx.Err() != nil: // the service is stopping
	case err != nil:
		r.counts.SwapRefused()
		log.Error("dataset refused, the old one goes on", "dataset_version", old.Info.Version, "reasons", reasons(err))
	default:
		r.service.Swap(data)
		r.counts.Swapped()
		log.Info("dataset swapped", "from", old.Info.Version, "dataset_version", data.About.Info.Version, "digest", data.About.Digest)
	}
}

// attempt opens the dataset anew. Even a mistake of ours that some odd file
// brings to light is no reason to stop serving the old one.
func (r *reloader) attempt() (data *store.Store, err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("a mistake of this program: %v", v)
		}
	}()
	return r.command.open()
}

// kept refuses a dataset that has lost too much.
func (r *reloader) kept(old, now store.About) error {
	lost := shrunk(old.Counts, now.Counts)
	if len(lost) == 0 || r.command.AllowShrinking {
		return nil
	}
	return fmt.Errorf("over %d%% of a collection is gone (--allow-shrinking takes it so):\n%s", mostLoss, strings.Join(lost, "\n"))
}

// shrunk names the collections that have lost more than is likely.
func shrunk(old, now map[string]int) (lost []string) {
	for _, name := range slices.Sorted(maps.Keys(old)) {
		if now[name]*100 < old[name]*(100-mostLoss) {
			lost = append(lost, fmt.Sprintf("%s: %d rows, %d before", name, now[name], old[name]))
		}
	}
	return lost
}

// maxReasons bounds the lines of one refusal in the log; check has them all.
const maxReasons = 50

// reasons gives an error line by line.
func reasons(err error) []string {
	lines := strings.Split(err.Error(), "\n")
	if len(lines) > maxReasons {
		lines = append(lines[:maxReasons], fmt.Sprintf("and %d more", len(lines)-maxReasons))
	}
	return lines
}

// hangups gives SIGHUPs; without somebody who listens they would end the process.
func hangups() (signals <-chan os.Signal, stop func()) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGHUP)
	return c, func() { signal.Stop(c) }
}
