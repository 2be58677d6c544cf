"""Review a change as a senior backend engineer would."""
