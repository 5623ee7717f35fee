"""Services of the embedded phone: settings, intents, packages, permissions, notifications, clock, radios."""
