"""The opt-in server on the phone that reads the screen and touches it sooner than adb's own commands do."""
