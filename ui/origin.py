"""Who may speak to a server of ours at all: the one rule of the chat page and the MCP server."""

from collections.abc import Container
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection

_READS = frozenset({"GET", "HEAD", "OPTIONS"})


def foreign(asks: HTTPConnection, hosts: Container[str] | None) -> str:
    """Why it is not even asked who it is; "" for our own pages, for programs, and for a person's address.

    `hosts` are the names that the server goes by; None for any.
    """
    headers = asks.headers
    host = headers.get("host", "")
    if hosts is not None and _name(host) not in hosts:
        return "this server does not go by that name"
    origin = headers.get("origin")
    if origin is not None and (urlsplit(origin).netloc != host or urlsplit(origin).scheme == "file"):
        return "this comes from another page"
    if origin is None and (asks.scope["type"] == "websocket" or asks.scope["method"] not in _READS):
        # Browsers always say where a write comes from.
        return "this does not say where it comes from" if _by_browser(headers) else ""
    if headers.get("sec-fetch-site") == "cross-site" and headers.get("sec-fetch-mode") != "navigate":
        return "this comes from another page"
    return ""


def _by_browser(headers: Headers) -> bool:
    return "sec-fetch-site" in headers or "sec-websocket-key" in headers


def _name(host: str) -> str:
    """`[::1]:80` is ::1, `localhost:80` is localhost."""
    return (urlsplit(f"//{host}").hostname or "") if host else ""
