"""The ADB wire protocol: what the embedded phone's daemon and our own direct client both speak."""
