"""Labels, losses, data and the trainer of the two trainable grounding methods."""
