"""Rows that a trace must have; and what a kill, which is honest, may leave out."""

import json
from collections.abc import Mapping

import pytest

from tasks.bundle.trace import lacking

Row = Mapping[str, object]
I1, R1 = {"row": "intent", "step": 1}, {"row": "result", "step": 1}
I2, R2 = {"row": "intent", "step": 2}, {"row": "result", "step": 2}
CUT = {"step": 1, "outcome": "uncertain", "evidence": "interrupted"}
DONE, FAILED = {"row": "end", "status": "complete"}, {"row": "end", "status": "error"}
LACKS = ["its trace lacks the result of step 1"]


@pytest.mark.parametrize(
    ("rows", "attempt", "told"),
    [
        ((I1, R1, I2, R2, DONE), 1, []),
        ((I1, I2, R2, DONE), 1, LACKS),
        ((I1, {**I2, "previous": CUT}, R2, DONE), 2, []),  # gone on with, after a kill within step 1
        ((I1, {**DONE, "previous": CUT}), 2, []),
        ((I1, {**DONE, "previous": CUT}), 1, LACKS),
        ((I1, DONE), 1, LACKS),
        ((I1, FAILED), 1, []),  # the phone went away while it was touched
        ((I1,), 1, []),  # killed; without a verdict that is how it is
        ((I1, I2, {"row": "intent", "step": 3}, DONE), 2, [*LACKS, *(f"{LACKS[0][:-1]}{n}" for n in (2, 3))]),
        ((I1, R1, R1, DONE), 1, ["its trace lacks the intent of step 1, whose result is row 3"]),
        (
            ({"row": "other"}, I1, R1, DONE),
            1,
            ["row 1 of its trace is neither intent, result nor end of a step: 'other'"],
        ),
    ],
)
def test_what_a_trace_lacks(rows: tuple[Row, ...], attempt: int, told: list[str]) -> None:
    content = b"".join(json.dumps(row).encode() + b"\n" for row in rows)
    assert list(lacking(content, attempt)) == told
