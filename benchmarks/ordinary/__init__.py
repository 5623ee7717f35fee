"""Ordinary goals across apps, in five languages, each with a phone, a walk that reaches it, and a check."""
