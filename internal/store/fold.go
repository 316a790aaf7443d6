package store

import "jalons/internal/search"

// Fold gives text without case and accents: filters and sorts see it as the
// search does.
func Fold(s string) string { return search.Fold(s) }
