"""What the chat page, the MCP server and Python programs share: phones, sessions, runs that are followed.

`desk.py` is the way in: a `Desk` says which phones there are and opens a `Session` on one. A session holds
its phone for one person, works on one task at a time in a thread of its own, and keeps all that is told
(`told.py`), so that whoever comes later, or again, catches up.
"""
