# Thin names over go commands; no logic of its own.

.PHONY: run test check check-office generate bench gobench

run:
	go run ./cmd/jalons

test:
	go test ./...

check:
	go run ./cmd/jalons check

generate:
	go generate ./...

bench:
	go run ./internal/bench

gobench:
	go test -run '^$$' -bench . -benchmem ./...

# Needs LibreOffice Calc: opens exports in it and reads what it understood.
check-office:
	go test -count=1 -run TestOffice ./api -office
