"""Reading a screen: what is on it, which page it is, and what differs from another look."""
