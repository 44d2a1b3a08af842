"""Which inputs matter for the outcome, and how surely, from stored runs alone.

This is the one door of the analysis to SALib. Arrays are named by their axes:
U (point, factor) in [0, 1], Y (point, replicate). Replicate k has the same seed, hence
the same random numbers, at all points.
"""
