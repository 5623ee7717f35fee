"""Android packages: what an APK file says of the app in it."""
