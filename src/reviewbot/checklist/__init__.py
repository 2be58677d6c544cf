"""The checklist: load its items, select them for a file."""
