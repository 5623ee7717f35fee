"""Deleting all of a kind, at once or one after the other, until the list shows nothing that is to go."""

import re

from agent.language.errand import Delete, DeleteAll
from agent.language.likeness import says_all
from agent.language.name import same
from agent.language.place import place
from agent.offline.skill.deletion import hold, is_missed, lost_tap, next_tap
from agent.offline.step.history import Past
from agent.offline.step.listpage import Row, at_list, gather, row_of, rows
from agent.offline.step.move import Act, Done, Move, Stuck, click
from agent.perception.scene import Scene
from agent.run.status import Cause

_EVERY = ("Select all", "全选")
_EARNED = re.compile(r"\+\s?\d")
"""How the amount of an income begins among the expenses: nobody spent that."""
_UP = ".."
"""How a list of files calls the folder above."""


def delete_all(want: DeleteAll, scene: Scene, past: Past) -> Move:
    """Done when the list shows nothing but what is to stay; what is to stay has to be there first."""
    here = place(want.kind)
    refusal = past.refused("delete: ")
    if refusal:
        return Stuck(f"I could not {want}: {refusal}")
    chosen, rest = past.touched("choose"), past
    if chosen:
        name = chosen[-1][0].removeprefix("choose ")
        one = Delete(want.kind, name)
        steps = {tap for tap, _ in past.since("choose").touched("delete: ")}
        if not is_missed(one, scene, past):
            lost = lost_tap(one, name, len(steps), scene, past)
            if lost is not None:
                return lost
            every = scene.button(*_EVERY) if not want.besides and not steps else None
            if every is not None and not past.since("choose").touched("every"):
                return click(every, "every", "All of them at once")
            if len(steps) < len(here.delete):
                return next_tap(one, name, len(steps), scene, past)
        rest = past.since("delete: ") if steps else past.since("choose")
    way = at_list(want.kind, scene, rest)
    if way is not None:
        return way
    if want.besides and not chosen:
        there = _with_all_that_stay(want, scene, past)
        if there is not None:
            return there
    return _another(want, scene, rest, _noted(past))


def _with_all_that_stay(want: DeleteAll, scene: Scene, past: Past) -> Act | Stuck | None:
    """The way to see whether all that is to stay is there; None once it was found."""
    keys = gather(scene, past, place(want.kind).title, lambda row: True)
    if isinstance(keys, Act):
        return keys
    names = [key.split(" | ")[0] for key in keys]
    for name in want.besides:
        if len({other for other in names if _stays(name, other, names, want)}) != 1:
            return Stuck(
                f'I found no {want.kind} "{name}" that is to stay, and deleted nothing',
                sure=True,
                cause=Cause.NOT_FOUND,
            )
    return None


def _noted(past: Past) -> list[str]:
    """The names of the list that were noted while it was looked through."""
    pieces = (text.split(" | ")[0] for text in past.noted())
    return [piece.partition(": ")[2] or piece for piece in pieces]


def _another(want: DeleteAll, scene: Scene, past: Past, noted: list[str]) -> Move:
    """Choose the next one that is to go; Done where there is none."""
    here = place(want.kind)
    names = [*noted, *(row.name for row in rows(scene, here.title))]

    def goes(row: Row) -> bool:
        is_earned = want.kind == "expense" and any(_EARNED.match(part.text) for part in row.parts)
        return (
            row.name != _UP
            and not is_earned
            and not any(_stays(name, row.name, names, want) for name in want.besides)
        )

    shown = [row for row in rows(scene, here.title) if goes(row)]
    if not shown:
        keys = gather(scene, past, here.title, goes)
        if isinstance(keys, Act):
            return keys
        found = row_of(scene, past, here.title, keys[0]) if keys else None
        if found is None:
            kept = '", "'.join(want.besides)
            if kept:
                return Done(f'There is no {want.kind} any more but "{kept}"', doubtful=True)
            return Done(f"There is no {want.kind} any more", doubtful=True)
        if not isinstance(found, Row):
            return found
        shown = [found]
    row = next((row for row in shown if not row.cut), shown[0])
    name, why = f"choose {row.name}", f"{row.name} is to go as well"
    return hold(row.box, name, why) if here.hold else click(row.box, name, why)


def _stays(name: str, other: str, names: list[str], want: DeleteAll) -> bool:
    """Whether a row of a list is what is to stay: by its name or, where no row has it, by its words."""
    if any(_is_called(name, each, want) for each in names):
        return _is_called(name, other, want)
    return says_all(name, other, longest=0)


def _is_called(name: str, other: str, want: DeleteAll) -> bool:
    """Whether a row has a name, the ending of a file said or not."""
    stem = other.rpartition(".")[0] if want.kind == "note" and "." not in name else ""
    return same(name, other) or (bool(stem) and same(name, stem))
