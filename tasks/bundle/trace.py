"""Whether the rows of a trace are whole: each step has both of its rows, and nothing is told of one without.

What reads a trace to go on with it makes do with less, since a kill may cut it short anywhere. A trace that
is published with a verdict was not killed: it came to an end.
"""

import json
from collections.abc import Iterator

from pydantic import JsonValue

_BROKEN_OFF = ("error", "stopped")
"""How a run may end while a step is being carried out."""


def lacking(content: bytes, attempt: int) -> Iterator[str]:
    """What the rows of an attempt's trace lack, a line each; nothing for what is not rows at all.

    An attempt may go on with one that a kill cut off within a step: so often may a result be missing.
    """
    begun: set[JsonValue] = set()
    cut: list[JsonValue] = []
    opened: JsonValue = None
    rows = _rows(content)
    for number, row in enumerate(rows, 1):
        kind, step, judged = row.get("row"), row.get("step"), _judged(row)
        if judged is not None and judged not in begun:
            yield f"its trace lacks step {judged}, of which row {number} says what came of it"
        if opened is not None and (kind == "intent" or judged == opened):
            cut.append(opened)
            opened = None
        if kind == "intent" and isinstance(step, int):
            opened = step
            begun.add(step)
        elif kind == "result" and step is not None and step == opened:
            opened = None
        elif kind == "result":
            yield f"its trace lacks the intent of step {step}, whose result is row {number}"
        elif kind in ("said", "required"):
            continue
        elif kind != "end":
            yield f"row {number} of its trace is neither intent, result nor end of a step: {str(kind)[:80]!r}"
        elif number < len(rows):
            yield f"its trace goes on after its end, which is row {number}"
    ended = rows[-1].get("status") if rows and rows[-1].get("row") == "end" else None
    if opened is not None and ended is not None and ended not in _BROKEN_OFF:
        cut.append(opened)
    if len(cut) > attempt - 1:
        yield from (f"its trace lacks the result of step {step}" for step in cut)


def _judged(row: dict[str, JsonValue]) -> JsonValue:
    """The step before, where a row says what came of it."""
    previous = row.get("previous")
    return previous.get("step") if isinstance(previous, dict) else None


def _rows(content: bytes) -> list[dict[str, JsonValue]]:
    """The rows; none where any is no row, which whoever reads the trace will tell."""
    try:
        rows = [json.loads(line) for line in content.split(b"\n")[:-1] if line.strip()]
    except (ValueError, RecursionError):
        return []
    return rows if all(isinstance(row, dict) for row in rows) else []
