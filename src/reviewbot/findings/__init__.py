"""Judge: cause, anchor, prove, suppress, merge, rank."""
