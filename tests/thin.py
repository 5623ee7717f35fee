"""Of many cases that are alike the usual run takes some, the full one (`-m full`) the others."""

from collections.abc import Iterable
from typing import Any

import pytest

LOOKS = 4
"""Cases are often dealt over so many looks in turn: what is taken goes through all of them."""


def thinned(cases: Iterable[Any], one_in: int) -> list[Any]:
    """One in so many in the usual run. A case is one value, or a tuple of them."""
    return [
        case if (place + place // LOOKS) % one_in == 0 else _full(case) for place, case in enumerate(cases)
    ]


def _full(case: Any) -> Any:
    values = case if isinstance(case, tuple) else (case,)
    return pytest.param(*values, marks=pytest.mark.full)
