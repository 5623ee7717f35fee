"""Tasks that the agent sets itself: what is wanted of the phone, from what, and what is turned down."""
