# Thin names over go commands; no logic of its own.

.PHONY: run test check check-office check-deploy check-slow generate bench gobench

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

# Needs nginx: 30 000 requests during six rolling restarts behind it.
check-deploy:
	go test -count=1 -v ./deploy -requests 30000

# Judges times, so nothing else should run: 800 slow clients, and who waits for them.
check-slow:
	go test -count=1 -v -run TestSlowClients ./cmd/jalons -slow 800
