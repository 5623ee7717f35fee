"""Embedded phones that run: in this process, in the foreground of a terminal, or detached."""
