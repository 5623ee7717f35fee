"""Of many cases that are alike the usual run takes some, the full one (`-m full`) the others."""

from collections.abc import Iterable
from typing import Any

import pytest

LOOKS = 4
"""Cases are often dealt over so many looks in turn: what is taken goes through all of them."""
MANY = 5
"""Of so many that would be taken, or more, half are."""
run = {"full": False}
"""Whether the others are to be run: set before any test is loaded, since each that is costs every worker."""


def thinned(cases: Iterable[Any], one_in: int) -> list[Any]:
    """About one in so many in the usual run. A case is one value, or a tuple of them."""
    every = list(cases)
    usual = _dealt(range(len(every)), one_in)
    if len(usual) >= MANY:
        usual = _dealt(usual, 2)
    if not run["full"]:
        return [every[place] for place in usual]
    return [case if place in usual else _full(case) for place, case in enumerate(every)]


def _dealt(places: Iterable[int], one_in: int) -> list[int]:
    return [each for number, each in enumerate(places) if (number + number // LOOKS) % one_in == 0]


def _full(case: Any) -> Any:
    values = case if isinstance(case, tuple) else (case,)
    return pytest.param(*values, marks=pytest.mark.full)
