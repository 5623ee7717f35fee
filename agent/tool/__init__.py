"""Hands beside the finger: what a model may call where touches are slower, less sure, or can't do it.

Start with tool.py. A `Tool` is called by the action `tool_call`, which passes journal, guard and record like
a touch. `functions.py` makes tools of Python functions, `intents.py` of Android's intents, `servers.py` of
MCP servers.
"""
