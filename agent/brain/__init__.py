"""Whoever answers the questions of the loop: the interface, and the brain of a chat model."""
