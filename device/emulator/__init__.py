"""Android's own emulators, over the SDK's own tools: made, started, waited for, saved, stopped."""
