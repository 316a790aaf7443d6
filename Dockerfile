# Stage one builds the program and, with it, the database. The whole checkout is
# its context, .git too, so that the program can tell its commit.
FROM golang:1.26-bookworm AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=1 go build -trimpath -o /out/jalons ./cmd/jalons
RUN mkdir /out/data && /out/jalons build -o /out/data/jalons.db

# Stage two holds these and the C library that SQLite needs; no shell. What is
# served is a private copy of the database in memory (/dev/shm, which every
# container has), so: docker run --read-only --cap-drop ALL -p 8080:8080 jalons
FROM gcr.io/distroless/base-debian12:nonroot
COPY --from=build /out/jalons /usr/local/bin/jalons
COPY --from=build /out/data /data
ENV TMPDIR=/dev/shm
USER 65532:65532
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=5s CMD ["/usr/local/bin/jalons", "health"]
ENTRYPOINT ["/usr/local/bin/jalons"]
CMD ["serve", "--database", "/data/jalons.db"]
