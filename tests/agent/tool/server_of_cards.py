"""A small MCP server for the tests: cards of people, and one tool that breaks down."""

import os
import sys

from mcp.server.mcpserver import MCPServer

server = MCPServer("cards")
kept: list[str] = []


@server.tool()
def find_card(name: str) -> str:
    """Tell the number of a person."""
    return f"{name}: +1 555 0123 {os.environ.get('CARD_TOKEN', 'no token')} {os.environ.get('OTHER', '')}"


@server.tool()
def keep_card(name: str) -> str:
    """Keep a card."""
    kept.append(name)
    return f"{len(kept)} kept"


@server.tool()
def burn(name: str) -> str:
    """Break down."""
    raise RuntimeError(f"no fire for {name}")


@server.tool()
def end() -> str:
    """End the whole server."""
    print("out of cards", file=sys.stderr, flush=True)
    os._exit(3)


if __name__ == "__main__":
    server.run()
