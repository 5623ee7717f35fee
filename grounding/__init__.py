"""From words to a point on the screen."""
