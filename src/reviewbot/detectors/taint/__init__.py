"""Follow a stranger's value to where it does harm."""
