"""Read the facts that Python code states."""
