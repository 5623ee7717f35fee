"""The phone's screen as a stream of scrcpy's server: pictures that come when something changes."""
