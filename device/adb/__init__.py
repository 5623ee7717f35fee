"""What the adb server is asked to do for us: dial a phone, pair with one, make one wireless."""
