"""Where daemons listen."""

HOST = "127.0.0.1"
"""This computer, and nobody beyond it."""
