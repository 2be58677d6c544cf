"""Read what a repository is made of, and cut it into slices for an audit."""
