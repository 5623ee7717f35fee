"""The bundled offline policy."""
