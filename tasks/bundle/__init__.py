"""A run to publish: one file with all that its score follows from, and a check that it does."""
