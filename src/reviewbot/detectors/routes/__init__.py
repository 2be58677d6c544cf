"""Compare what the code of two revisions promises: routes, parameters, models, status codes."""
