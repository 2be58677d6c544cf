"""Prompts, checklist and agents: read with importlib.resources, never imported."""
