"""Models by endpoint, script or folder."""
