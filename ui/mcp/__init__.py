"""The phone for programs that speak the Model Context Protocol: Claude Desktop, Cursor, other agents.

The only place that imports mcp. `server.py` has the tools; they act through ui/service, with the guard in
force for single actions as for whole tasks.
"""
