"""`.github/reviewbot.yml`: what a team may decide, read, resolved for a path, and shown."""
