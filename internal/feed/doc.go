// Package feed writes what programs subscribe to: Atom feeds (RFC 4287, paged as
// RFC 5005 has it) and calendars (RFC 5545). It knows entries and events as plain
// types of its own; it does not know HTTP, collections, or which language it is
// given. It reads no clock: the same entries give the same bytes.
package feed
