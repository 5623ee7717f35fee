"""What the offline brain can do: one module for each kind of thing a goal asks for."""
