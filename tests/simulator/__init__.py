"""GitHub on loopback: a real server with GitHub's semantics, for tests and for trying things by hand."""
