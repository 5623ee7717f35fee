"""Training of vision models on what practice recorded, by TRL."""
