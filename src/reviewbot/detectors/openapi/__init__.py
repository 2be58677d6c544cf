"""Compare two revisions of OpenAPI descriptions: what breaks clients, what may, and what cannot."""
