"""What is known of apps: cards that the person writes, looked up by goal and app."""
