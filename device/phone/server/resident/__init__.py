"""The resident server of `uiautomator2`, which Java cannot run here, played by the phone itself."""
