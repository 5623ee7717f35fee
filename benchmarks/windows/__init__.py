"""The core as on Windows, as far as that can be had on Linux."""
