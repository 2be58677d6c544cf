"""One module a command: what it wires together, and its exit code."""
