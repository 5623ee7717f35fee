"""Judging a finished run: whether it reached its goal, clause by clause."""
