"""How often the detectors are right on code that nobody wrote for them."""
