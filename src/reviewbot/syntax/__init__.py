"""Parsed code: trees, enclosing definitions, names."""
