"""The MCP server with the mcp package's own client: tools, the guard, questions by either way of asking."""

from collections.abc import Iterator

import pytest
from mcp.client import ClientRequestContext
from mcp_types import ElicitRequestParams, ElicitResult

from agent.settings import Settings
from device.phone.server.host import PhoneServer
from tests.boot import fresh_phone
from ui.app import load_settings

MODES = ["legacy", "auto"]
"""Asked in the middle of a call, and by calling again."""
SEND = 'Send "On my way" to +15550104477'


class Person:
    """Whoever sits at the client: says the same to everything, and keeps what they were asked."""

    def __init__(self, **content: str | bool) -> None:
        self._content: dict[str, str | int | float | bool | list[str] | None] = {**content}
        self.asked: list[str] = []

    async def answer(self, _context: ClientRequestContext, params: ElicitRequestParams) -> ElicitResult:
        self.asked.append(params.message)
        return ElicitResult(action="accept" if self._content else "decline", content=self._content or None)


@pytest.fixture
def server() -> Iterator[PhoneServer]:
    with PhoneServer([fresh_phone()]) as serving:
        yield serving


@pytest.fixture
def settings(own_folder: None, server: PhoneServer) -> Settings:
    return load_settings({"use_memory": False, "device": server.serials[0]})
