"""scrcpy's server as this phone plays it: command, socket, an H.264 stream, touches by control messages."""
