"""The only door to GitHub: events in, what it shows, writes out."""
