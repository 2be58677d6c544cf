"""Measure speed, memory and size from outside, as whoever runs the command meets them."""
