"""The embedded phone's ADB daemon: connections, streams, and the services that run on them."""
