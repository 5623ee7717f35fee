"""Reaching a phone: adb server, wire protocol, discovery, pairing, and the lease that gives it to one run."""
