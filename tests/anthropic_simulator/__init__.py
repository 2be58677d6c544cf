"""Anthropic on loopback: a real server with the Messages API's semantics, thinking as a test tells it to."""
