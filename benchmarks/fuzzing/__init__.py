"""Random input to the embedded phone, and what must hold after each of it."""
