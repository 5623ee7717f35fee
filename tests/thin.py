"""Of many cases that are alike the usual run takes some, the full one (`-m full`) the others."""

from collections.abc import Iterable
from typing import Any

import pytest

LOOKS = 4
"""Cases are often dealt over so many looks in turn: what is taken goes through all of them."""
run = {"full": False}
"""Whether the others are to be run: set before any test is loaded, since each that is costs every worker."""


def thinned(cases: Iterable[Any], one_in: int) -> list[Any]:
    """One in so many in the usual run. A case is one value, or a tuple of them."""
    usual = [((place + place // LOOKS) % one_in == 0, case) for place, case in enumerate(cases)]
    if not run["full"]:
        return [case for is_usual, case in usual if is_usual]
    return [case if is_usual else _full(case) for is_usual, case in usual]


def _full(case: Any) -> Any:
    values = case if isinstance(case, tuple) else (case,)
    return pytest.param(*values, marks=pytest.mark.full)
