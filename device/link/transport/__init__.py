"""Three ways to reach one phone: through the adb server, straight to its daemon, in the same process."""
