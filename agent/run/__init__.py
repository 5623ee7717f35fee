"""One run: its state, the person's control over it, its events and its record on disk."""
