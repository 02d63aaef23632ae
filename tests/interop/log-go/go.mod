module muster.local/tests/interop/log-go

// Debian 12 has Go 1.19; x/mod 0.14 is the newest that it builds.
go 1.18

require golang.org/x/mod v0.14.0
