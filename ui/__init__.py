"""Command line, chat and report."""
