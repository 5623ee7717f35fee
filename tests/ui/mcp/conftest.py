"""A phone of the test's own, a server on it, and clients of the mcp package's."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import partial
from typing import Any

import pytest
from mcp import Client
from mcp.client import ClientRequestContext
from mcp_types import ElicitRequestParams, ElicitResult

from agent.settings import Settings
from device.phone.server.host import PhoneServer
from tests.boot import fresh_phone
from ui.app import load_settings
from ui.mcp.server import build_server
from ui.service.desk import Desk


class Person:
    """Whoever sits at the client: says the same to everything, and keeps what they were asked."""

    def __init__(self, **content: str | bool) -> None:
        self._content: dict[str, str | int | float | bool | list[str] | None] = {**content}
        self.asked: list[str] = []
        self.forms: list[dict[str, Any]] = []

    async def answer(self, context: ClientRequestContext, params: ElicitRequestParams) -> ElicitResult:
        """Fill in the form, or put it away."""
        self.asked.append(params.message)
        self.forms.append(getattr(params, "requested_schema", {}))
        return ElicitResult(action="accept" if self._content else "decline", content=self._content or None)


class PutAway(Person):
    """Somebody who closes every form."""

    async def answer(self, context: ClientRequestContext, params: ElicitRequestParams) -> ElicitResult:
        """Neither yes nor no."""
        return ElicitResult(action="cancel")


Connect = Callable[..., AbstractAsyncContextManager[Client]]
"""`connect(person, **settings)`: a client in either way of asking."""


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def server() -> Iterator[PhoneServer]:
    with PhoneServer([fresh_phone(1), fresh_phone(2)]) as serving:
        yield serving


@pytest.fixture
def settings(own_folder: None, server: PhoneServer) -> Settings:
    """No memory, so that no test learns from another's."""
    return load_settings({"use_memory": False, "device": server.serials[0]})


@pytest.fixture
def connect_by(settings: Settings) -> Connect:
    """`connect_by(mode, person, **settings)`: a client that speaks the protocol in that mode."""

    @asynccontextmanager
    async def client(mode: str, person: Person | None = None, **more: object) -> AsyncIterator[Client]:
        callback = person.answer if person else None
        with Desk(settings.model_copy(update=more), purpose="an MCP client") as desk:
            async with Client(build_server(desk), mode=mode, elicitation_callback=callback) as connected:
                yield connected

    return client


@pytest.fixture(params=[pytest.param("legacy", marks=pytest.mark.full), "auto"])
def connect(request: pytest.FixtureRequest, connect_by: Connect) -> Connect:
    """Clients of both kinds: asked in the middle of a call, and by being let call again."""
    return partial(connect_by, request.param)
