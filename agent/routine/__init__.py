"""Runs kept under a name, and goals with a time of their own."""
