"""The notification shade: notifications, quick settings, heads-up, and the system's own dialogs."""
