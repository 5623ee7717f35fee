"""What a goal leaves open, filled by what the person says, or said before; then it is done as any other."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from tasks.gold import sight
from tasks.gold.hand import Hand
from tasks.gold.params import BadParams, Params, Value
from tasks.gold.registry import Solver, solver_for, solves
from tasks.gold.sought import Sought

Look = Callable[[Hand, Params], Iterable[str]]
"""Reads off the phone what may be meant."""
_NUMBERS = ("year", "month", "day", "hour", "hours", "minutes", "seconds", "duration_mins")
_ROW = "row_"
"""What begins the name of something that a row says, rather than the sheet."""


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing left open."""

    question: str
    pattern: str
    """Finds it in the person's words: its groups are named as the parameters that they fill."""
    then: Solver
    look: Look | None = None
    """What there is to choose from; None where it is nothing that the phone shows."""


def named(task: str) -> Solver:
    """The solver of a task, found when it is needed."""
    return lambda hand, params: solver_for(task)(hand, params)


def note_asked(gaps: Mapping[str, Gap]) -> None:
    """Have each of these tasks solved by asking the person."""
    for task, gap in gaps.items():
        solves(task)(_asking(gap))


def note_remembered(gaps: Mapping[str, Gap]) -> None:
    """Have each of these tasks solved by what the person told before."""
    for task, gap in gaps.items():
        solves(task)(_recalling(gap))


def _asking(gap: Gap) -> Solver:
    def solve(hand: Hand, params: Params) -> str | None:
        choices = dict.fromkeys(gap.look(hand, params)) if gap.look else {}
        question = f"{gap.question} There are: {'; '.join(choices)}" if choices else gap.question
        answer = hand.ask(question)
        return gap.then(hand, filled(params, gap.pattern, [answer]))

    return solve


def _recalling(gap: Gap) -> Solver:
    def solve(hand: Hand, params: Params) -> str | None:
        return gap.then(hand, filled(params, gap.pattern, params.texts("remembered")))

    return solve


def filled(params: Params, pattern: str, told: Iterable[str]) -> Params:
    """The sheet with what the first apt sentence says in it. Raises BadParams where none is apt."""
    sentences = list(told)
    found = next((match for text in sentences if (match := re.search(pattern, text, re.DOTALL))), None)
    if found is None:
        raise BadParams(f"nothing told is of use: {sentences}")
    values = {name: _value(name, text) for name, text in found.groupdict().items()}
    of_row = {name.removeprefix(_ROW): value for name, value in values.items() if name.startswith(_ROW)}
    more: dict[str, Value] = {name: value for name, value in values.items() if not name.startswith(_ROW)}
    if of_row:
        rows = params.values["row_objects"]
        first = rows[0] if isinstance(rows, list) and isinstance(rows[0], Mapping) else {}
        more["row_objects"] = [{**first, **of_row}]
    return Params({**params.values, **more}, params.goal)


def _value(name: str, text: str) -> Value:
    if name == "row_amount":
        return round(float(text) * 100)
    return int(text) if name in _NUMBERS else text


def listed(hand: Hand, name: str, containing: str = "") -> list[str]:
    """The texts of all elements of an id that hold some words, from the first page to the last."""
    found = (one.text for page in hand.pages() for one in sight.find_all(page, Sought((), {"id": name})))
    return [text for text in dict.fromkeys(found) if containing in text]
