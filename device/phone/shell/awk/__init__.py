"""The language of awk: words, grammar, and what runs it."""
