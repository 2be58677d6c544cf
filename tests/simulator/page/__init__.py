"""The pages for people: a list of pulls, and a pull with its conversation, checks and files."""
