"""Tools of MCP servers that the owner runs: each is allowed by name, with what it does."""

import os
import weakref
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import ExitStack, asynccontextmanager, contextmanager
from functools import partial
from math import inf
from pathlib import Path
from string import Template
from typing import Any

import anyio
import httpx2
from anyio.from_thread import BlockingPortal, start_blocking_portal
from mcp import Client, MCPError
from mcp.client import Transport
from mcp.client.stdio import StdioServerParameters, stdio_client
from mcp.client.streamable_http import streamable_http_client
from mcp_types import CONNECTION_CLOSED, INVALID_PARAMS, METHOD_NOT_FOUND, REQUEST_TIMEOUT
from mcp_types import Tool as Offered

from agent.settings import McpServer
from agent.tool.serverlog import ServerLog
from agent.tool.tool import Arguments, CallBroken, Tool, ToolFailed, said_to_do
from device.error import ConfigError, nearest


@contextmanager
def serving(servers: Mapping[str, McpServer]) -> Iterator[tuple[Tool, ...]]:
    """Have these servers run for as long as the `with` lasts. Raises ConfigError as `server_tools` does."""
    with ExitStack() as stack:
        tools: list[Tool] = []
        for name, server in servers.items():
            connection = _Connection(name, server)
            stack.callback(connection.close)
            tools += connection.tools()
        yield tuple(tools)


def server_tools(servers: Mapping[str, McpServer], logs: Path | None = None) -> tuple[Tool, ...]:
    """Start these servers, and return the tools that the owner allows.

    What one writes to its standard error goes to `mcp-NAME.log` in the folder `logs`. The servers end with
    this process, or once nobody holds the tools. Raises ConfigError for a server that does not start, and for
    an allowed tool that it does not have.
    """
    return tuple(tool for name, server in servers.items() for tool in _Connection(name, server, logs).tools())


class _Connection:
    """One server, spoken to in a thread of its own."""

    def __init__(self, name: str, server: McpServer, logs: Path | None = None) -> None:
        self._name, self._server = name, server
        self._has_ended = False
        self._log = ServerLog(logs / f"mcp-{name}.log" if logs else None)
        stack = ExitStack()
        stack.callback(self._log.close)
        try:
            client = Client(_address(name, server, self._log), read_timeout_seconds=server.timeout)
            self._portal: BlockingPortal = stack.enter_context(start_blocking_portal())
            begun = self._portal.wrap_async_context_manager(_begun(client, server.timeout))
            self._client: Client = stack.enter_context(begun)
        except BaseException as error:
            told = "; ".join(part for part in (_cause(error), self._log.last, self._log.place) if part)
            stack.close()
            if isinstance(error, ConfigError) or not isinstance(error, Exception):
                raise
            raise ConfigError(f"the server mcp.{name} does not start: {told}") from error
        self.close = weakref.finalize(self, stack.close)

    def tools(self) -> list[Tool]:
        """The allowed tools. Raises ConfigError for one that the server does not have."""
        offered = {tool.name: tool for tool in self._portal.call(self._client.list_tools).tools}
        for name in self._server.tools:
            if name not in offered:
                raise ConfigError(f"the server mcp.{self._name} has no tool {name}", nearest(name, offered))
        return [self._tool(offered[name], kind) for name, kind in self._server.tools.items()]

    def _tool(self, offered: Offered, kind: str) -> Tool:
        changes, commits = said_to_do(kind)
        return Tool(
            f"{self._name}_{offered.name}",
            (offered.description or offered.title or offered.name).partition("\n")[0],
            offered.input_schema,
            partial(self._call, offered.name),
            changes=changes,
            commits=commits,
            source=f"mcp:{self._name}",
            timeout=self._server.timeout,
            is_gone=lambda: self._has_ended,
        )

    def _call(self, tool: str, arguments: Arguments, key: str) -> str:
        """Call a tool once.

        Raises CallBroken for an error of it and where there is no answer in time, ToolFailed where it can't
        be called.
        """
        del key
        if self._has_ended:
            raise ToolFailed(f"the server mcp.{self._name} has ended: its tools are gone")
        try:
            done = self._portal.call(self._client.call_tool, tool, dict(arguments))
        except Exception as error:
            raise self._failure(f"{self._name}_{tool}", error) from error
        told = "\n".join(getattr(part, "text", f"[{part.type}]") for part in done.content)
        if done.is_error:
            raise CallBroken(f"{self._name}_{tool} failed: {told}")
        return told

    def _failure(self, tool: str, error: Exception) -> ToolFailed:
        """What became of a call that brought no result."""
        code = error.code if isinstance(error, MCPError) else None
        if code == CONNECTION_CLOSED:
            self._has_ended = True
            last = f"; {self._log.last}" if self._log.last else ""
            return CallBroken(f"{tool} failed: its server has ended, and its tools are gone{last}")
        if code == REQUEST_TIMEOUT:
            return CallBroken(f"{tool} did not return within {self._server.timeout:g} seconds")
        kind = ToolFailed if code in (INVALID_PARAMS, METHOD_NOT_FOUND) else CallBroken
        return kind(f"{tool} failed: {_cause(error)}")


@asynccontextmanager
async def _begun(client: Client, seconds: float) -> AsyncIterator[Client]:
    """The client, connected. Raises TimeoutError for a server that does not answer in time."""
    with anyio.CancelScope(deadline=anyio.current_time() + seconds) as scope:
        async with client:
            scope.deadline = inf
            yield client
    if scope.cancelled_caught:
        raise TimeoutError(f"it did not answer within {seconds:g} seconds")


def _address(name: str, server: McpServer, log: ServerLog) -> Transport:
    """What the client connects to: a program, with the variables of the environment it may see, or a URL.

    Raises ConfigError for a header with a variable that is not set.
    """
    if server.url:
        headers = {key: _filled(name, text) for key, text in server.headers.items()}
        return _over_http(server.url, headers, server.timeout)
    program, *words = server.command
    seen = {name: os.environ[name] for name in server.env if name in os.environ}
    return stdio_client(StdioServerParameters(command=program, args=words, env=seen), errlog=log.file)


@asynccontextmanager
async def _over_http(url: str, headers: dict[str, str], timeout: float) -> AsyncIterator[Any]:
    async with (
        httpx2.AsyncClient(headers=headers, timeout=timeout, follow_redirects=True) as client,
        streamable_http_client(url, http_client=client) as streams,
    ):
        yield streams


def _filled(name: str, text: str) -> str:
    try:
        return Template(text).substitute(os.environ)
    except (KeyError, ValueError) as error:
        why = f"${error.args[0]} is not set" if isinstance(error, KeyError) else str(error)
        raise ConfigError(f"mcp.{name}: a header can't be filled in: {why}") from None


def _cause(error: BaseException) -> str:
    """The innermost error of a group, in a line."""
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    if isinstance(error, MCPError) and error.code == CONNECTION_CLOSED:
        return "it ended at once"
    return " ".join(str(error).split()) or type(error).__name__
