"""Find by asking Claude: what is sent, what it may look up, what it costs, and what its answers mean."""
