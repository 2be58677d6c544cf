"""What the REST API shows of each thing, as the official description wants it."""
