"""The REST API, one module an area."""
