"""Measure reviews: cases whose faults are known, matching, figures, recorded model traffic."""
