"""Files of the embedded phone: an in-memory tree, the databases that show in it, and media containers."""
