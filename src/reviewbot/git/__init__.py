"""Read snapshots and diffs from git objects."""
