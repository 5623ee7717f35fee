"""Serves one of the servers on the standard streams, until they are closed: NAME and its FILE."""

import sys
from pathlib import Path

from mcp.server.mcpserver import MCPServer

from tasks.servers.catalog import DEEDS
from tasks.servers.currency import Currency
from tasks.servers.feed import Feed
from tasks.servers.files import Files
from tasks.servers.mail import Mail
from tasks.servers.maps import Maps
from tasks.servers.state import ServerState

_KINDS = {"files": Files, "feed": Feed, "mail": Mail, "currency": Currency, "maps": Maps}


def main(name: str, file: str) -> None:
    """Serve it."""
    held = _KINDS[name](ServerState(Path(file)))
    server = MCPServer(name)
    for tool in DEEDS[name]:
        server.add_tool(getattr(held, tool))
    server.run()


if __name__ == "__main__":
    main(*sys.argv[1:])
