"""What this computer is called on its own network."""

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
"""Hosts that nobody else can reach, and for which no proxy is asked."""
