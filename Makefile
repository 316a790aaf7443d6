# Thin names over go commands; no logic of its own.

.PHONY: run test check check-office check-deploy check-slow generate bench gobench

run:
	go run ./cmd/jalons

test:
	go test ./...

# The data; what the program is built from; then, where the network allows, known faults in what the program is
# built from: status 3 says that there are some, another that nothing was learnt.
check:
	go run ./cmd/jalons check
	go run ./cmd/jalons sbom
	go tool -modfile=tools/go.mod govulncheck ./... || test $$? -ne 3

generate:
	go generate ./...

bench:
	go run ./internal/bench

gobench:
	go test -run '^$$' -bench . -benchmem ./...

# Needs LibreOffice Calc: opens exports in it and reads what it understood.
check-office:
	go test -count=1 -run TestOffice ./api -office

# Needs nginx: 30 000 requests during six rolling restarts behind it.
check-deploy:
	go test -count=1 -v ./deploy -requests 30000

# Judges times, so nothing else should run: 800 slow clients, and who waits for them.
check-slow:
	go test -count=1 -v -run TestSlowClients ./cmd/jalons -slow 800
