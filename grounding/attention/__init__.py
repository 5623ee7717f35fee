"""Attention rows of a running model: only those needed, from the layers needed, without eager attention."""
