"""Rows that are alike and take next to no time, as one test: each costs milliseconds to begin and end."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest

Test = Callable[..., None]


def each_row(
    names: str | tuple[str, ...], rows: Iterable[Any] | Callable[[], Iterable[Any]]
) -> Callable[[Test], Callable[[], None]]:
    """Run a test of plain values on every row, and tell of each that fails; written as `parametrize` is.

    Rows that take time to find are given as a function, since every worker loads every test.
    """
    is_one = len(names.split(",") if isinstance(names, str) else names) == 1

    def decorate(test: Test) -> Callable[[], None]:
        def whole() -> None:
            found = rows() if callable(rows) else rows
            every = [(row,) if is_one else tuple(row) for row in found]
            assert every, "no row"
            failed: list[BaseException] = []
            for row in every:
                try:
                    test(*row)
                except (Exception, pytest.fail.Exception) as problem:  # noqa: BLE001  (all are raised below)
                    problem.add_note(f"row: {row!r}")
                    failed.append(problem)
            if failed:
                raise BaseExceptionGroup(f"{len(failed)} of {len(every)} rows", failed)

        whole.__name__, whole.__doc__, whole.__module__ = test.__name__, test.__doc__, test.__module__
        whole.place_as = test  # type: ignore[attr-defined]  # where pytest says it lies
        return whole

    return decorate
