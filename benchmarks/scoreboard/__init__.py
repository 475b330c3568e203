"""Scoreboards: registers by seed, and what it costs to count them."""
