"""Read a change: parse, select, gather what must be read."""
