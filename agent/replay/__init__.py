"""Doing again what a run did, on another screen, another day, with or without a model."""
