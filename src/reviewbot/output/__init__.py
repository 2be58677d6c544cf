"""Say: terminal, page, report file and the formats of others."""
