"""The servers of one task, started and stopped."""

import json
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from agent.settings import McpServer
from agent.tool.tool import Tool
from tasks.servers.catalog import DEEDS, Contents
from tasks.servers.state import ServerState


class TaskServers:
    """Servers with what they hold at first; without a server there is nothing to start."""

    def __init__(self, contents: Contents) -> None:
        self._contents = contents
        self._folder: Path | None = None

    @contextmanager
    def running(self, folder: Path) -> Iterator[tuple[Tool, ...]]:
        """The tools of the servers, which run meanwhile and keep what they hold in a folder, made anew.

        The servers end with this process, however it ends. Raises ConfigError for one that does not start.
        """
        if not self._contents:
            yield ()
            return
        from agent.tool.servers import serving  # noqa: PLC0415 - heavy, and an extra

        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for name, held in self._contents.items():
            (folder / f"{name}.json").write_text(json.dumps(held, ensure_ascii=False), "utf-8")
        self._folder = folder
        with serving({name: _server(name, folder) for name in self._contents}) as tools:
            yield tools

    def held(self) -> Contents:
        """What they hold now; at first where they never ran."""
        if self._folder is None:
            return self._contents
        return {name: ServerState(self._folder / f"{name}.json").read() for name in self._contents}


def _server(name: str, folder: Path) -> McpServer:
    command = (sys.executable, "-m", "tasks.servers", name, str(folder / f"{name}.json"))
    return McpServer(command=command, tools=dict(DEEDS[name]), env=("PYTHONPATH",))
