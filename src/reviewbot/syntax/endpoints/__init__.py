"""Read the routes, parameters and models that a file declares."""
