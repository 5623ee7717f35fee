"""The emulator console: what is done to the phone from outside its world, one line a command."""
