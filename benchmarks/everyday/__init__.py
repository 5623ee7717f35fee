"""Everyday goals with checks of what a phone's state must be afterwards."""
