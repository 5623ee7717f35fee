"""The server over HTTP: behind the rule for origins, and a token that its clients know."""

import hmac
import secrets

import uvicorn
from mcp.server.mcpserver import MCPServer
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from device.error import ConfigError
from device.link.loopback import LOOPBACK
from ui.origin import foreign

SHORTEST = 16
"""Letters of a token, at least."""


class Door:
    """Lets in who has the token. Any page and program of this computer can reach the port."""

    def __init__(self, app: ASGIApp, token: str) -> None:
        self._app = app
        self._token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        asks = HTTPConnection(scope)
        refusal = foreign(asks, LOOPBACK)
        kind, _, given = asks.headers.get("authorization", "").partition(" ")
        is_right = hmac.compare_digest(given.strip().encode(), self._token.encode())
        if refusal:
            await PlainTextResponse(refusal, 403)(scope, receive, send)
        elif kind.lower() != "bearer" or not is_right:
            answer = PlainTextResponse("a bearer token is needed", 401, {"WWW-Authenticate": "Bearer"})
            await answer(scope, receive, send)
        else:
            await self._app(scope, receive, send)


def token_for(given: str) -> str:
    """The token that was given, or a new one. Raises ConfigError for one that is too short."""
    if given and len(given) < SHORTEST:
        raise ConfigError(f"TAPWRIGHT_MCP_TOKEN is shorter than {SHORTEST} letters")
    return given or secrets.token_urlsafe(24)


def serve_http(server: MCPServer, host: str, port: int, token: str) -> None:
    """Serve until Ctrl-C."""
    app = Door(server.streamable_http_app(host=host), token)
    uvicorn.Server(uvicorn.Config(app, host=host, port=port, log_level="warning", access_log=False)).run()
