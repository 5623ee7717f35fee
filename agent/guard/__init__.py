"""What the guard goes by: whom an action serves, and what it was told to let pass."""
