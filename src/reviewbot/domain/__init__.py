"""The vocabulary: frozen values that do nothing to themselves."""
