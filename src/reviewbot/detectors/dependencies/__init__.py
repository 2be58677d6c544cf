"""Read manifests and lock files, and compare what they bring."""
