"""Scores of reading on human-coded data: `python -m evaluation NAME PATH`."""
