"""Find without a model: patterns, secrets, contracts."""
