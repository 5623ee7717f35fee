"""The phone's own POSIX shell and the commands of its system: never a process of the host.

interpreter.py is the way in; parser.py, expand.py and execute.py are the language, builtin/ its own
commands, command/ the programs (`pm`, `settings`, `dumpsys`, `grep`, ...), registry.py their names. A
command gets a `Call` (call.py), in which `call.phone` is the Handset it works on. This room may import
everything below the phone: console, apps, weather, screen, system. Start reading with interpreter.py and
call.py.
"""
