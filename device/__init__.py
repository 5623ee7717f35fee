"""One phone: client, transports, screen, and the embedded phone."""
