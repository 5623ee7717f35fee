"""Runs that were made: found, told, compared, taken along."""
