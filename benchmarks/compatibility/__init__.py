"""The compatibility proof: what programs that nobody here wrote send to a phone, and what must come back."""
