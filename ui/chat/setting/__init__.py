"""The page's settings: what is chosen, where it is kept, and the form it is changed in."""
