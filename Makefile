# Thin names over go commands; no logic of its own.

.PHONY: run test check generate bench

run:
	go run ./cmd/jalons

test:
	go test ./...

check:
	go run ./cmd/jalons check

generate:
	go generate ./...

bench:
	go test -run '^$$' -bench . -benchmem ./...
