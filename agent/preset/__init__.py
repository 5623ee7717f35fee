"""Presets: which roles take part in a run, and what follows from their outcomes, as data."""
