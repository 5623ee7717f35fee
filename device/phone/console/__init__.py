"""The emulator console: what is done to a phone from outside its world, one line a command.

console.py finds the command that a line means; call.py, sms.py, hardware.py, network.py and avd.py do it. A
command works on a `Place` (answer.py), which has the Handset. This room imports apps (for calls and
messages), screen and system. Start reading with console.py.
"""
