"""Local MCP servers that tasks bring along: shared files, a calendar's feed, a mail box, money rates, maps.

Each is a module with a class whose methods are the tools: `python -m tasks.servers NAME FILE` serves one on
its standard streams. What it holds is one JSON file, which a task fills before and a judge reads afterwards.
`catalog.py` says what each tool does; `running.py` starts and stops the servers of a task.
"""
