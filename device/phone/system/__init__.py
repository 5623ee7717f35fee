"""The running system: what an app is, and the services every app finds.

Settings, packages, permissions, intents, the stack of activities, notifications, clock, radios, sound. All
of it is held by one `System` (system.py), which has no screen; modules beside it are its parts (setting.py,
package.py, stack.py) or what is done with several of them (launching.py, posting.py, trouble.py). An app
sees it through its `Context` (context.py). This room imports file and toolkit, nothing above it. Start
reading with app.py, then context.py, then system.py.
"""
