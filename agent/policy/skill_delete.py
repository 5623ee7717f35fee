"""Deleting: find the one thing meant, choose it, agree, and look again whether it is gone."""

from collections.abc import Callable

from agent.action import LongPress, Wait
from agent.policy.clockface import shown_time
from agent.policy.errand import Delete
from agent.policy.move import Act, Done, Move, Stuck, click
from agent.policy.past import Past
from agent.policy.people import is_meant, is_wholly
from agent.policy.place import place
from agent.policy.reach import Row, at_list, control, gather, pick, same
from agent.policy.scene import Scene
from agent.policy.skill_event import at_events
from device.screen import UIElement
from grounding.target import Target

_TRIES = 5


def delete_thing(want: Delete, scene: Scene, past: Past) -> Move:
    """Done when it is gone from the list."""
    here = place(want.kind)
    refusal = past.refused("delete: ")
    if refusal:
        return Stuck(f"I could not {want}: {refusal}")
    chosen = past.touched("choose")
    if chosen and not _missed(want, scene, past):
        steps = {name for name, _ in past.since("choose").touched("delete: ")}
        name = chosen[-1][0].removeprefix("choose ")
        lost = _lost(want, name, len(steps), scene, past)
        if lost is not None:
            return lost
        if len(steps) < len(here.delete):
            return _next(want, name, len(steps), scene, past)
        return _gone(want, name, scene, past.since("delete: "))
    way = _to_list(want, scene, past)
    if way is not None:
        return way
    row = pick(
        scene,
        past,
        here.title,
        lambda row: _fits(want, row),
        f'{want.kind} "{want.name}"',
        _wholly(want),
        in_order=want.kind == "contact",
    )
    if not isinstance(row, Row):
        absent = want.if_there and gather(scene, past, here.title, lambda row: _fits(want, row)) == []
        return Done(f'No {want.kind} is called "{want.name}"', doubtful=True) if absent else row
    if here.hold:
        return hold(row.box, f"choose {row.name}", f"{row.name} is the one")
    return click(row.box, f"choose {row.name}", f"{row.name} is the one")


def hold(element: UIElement, name: str, thought: str) -> Act:
    """Hold a finger on an element; `name` is how the history will call it."""
    return Act(LongPress(target=Target(description=name, element=element.index)), thought)


def _to_list(want: Delete, scene: Scene, past: Past) -> Move | None:
    if want.kind == "event":
        return at_events(want.day, want.name, scene, past)
    return at_list(want.kind, scene, past)


def _wholly(want: Delete) -> Callable[[str], bool] | None:
    return (lambda name: is_wholly(want.name, name)) if want.kind in ("contact", "conversation") else None


def _fits(want: Delete, row: Row) -> bool:
    if want.kind in ("contact", "conversation"):
        return (is_wholly if want.if_there else is_meant)(want.name, row.name)
    if want.kind == "note":
        return is_file(want.name, row)
    if want.kind == "folder":
        return (
            row.name == want.name and "opoc_filesystem_item" in row.parts[0].resource_id and not _is_file(row)
        )
    begins = shown_time(row.part("event_item_time").partition(" - ")[0].strip()) if want.start else None
    return same(want.name, row.name) and begins == want.start


def is_file(name: str, row: Row) -> bool:
    """Whether a row is the file of a name, its ending said or not."""
    return _is_file(row) and (row.name == name or ("." not in name and row.name.rpartition(".")[0] == name))


def _is_file(row: Row) -> bool:
    return any(e.content_description.startswith(("File ", "文件 ")) for e in row.parts)


def _missed(want: Delete, scene: Scene, past: Past) -> bool:
    """Whether nothing came of choosing: what is tapped next does not show, and the list is as it was."""
    since = past.since("choose")
    quiet = past.touched("choose")[-1][1].outcome == "no_change" and not since.touched("delete: ")
    few = len(past.touched("choose")) < _TRIES
    return quiet and few and control(scene, place(want.kind).delete[0]) is None


def _lost(want: Delete, chosen: str, number: int, scene: Scene, past: Past) -> Act | None:
    """The last tap again where what it was on still shows, and nothing came of it."""
    here, taps = place(want.kind), past.since("choose").touched("delete: ")
    if not taps or taps[-1][1].outcome != "no_change" or len(taps) >= 2 * _TRIES:
        return None
    button, after = control(scene, here.delete[number - 1]), here.delete[number : number + 1]
    if button is None or any(control(scene, each) is not None for each in after):
        return None
    return click(button, _tap(want, chosen, number - 1), "The tap got lost")


def _tap(want: Delete, chosen: str, number: int) -> str:
    return f"delete: {want.kind} {chosen}, tap {number + 1} of {len(place(want.kind).delete)}"


def _next(want: Delete, chosen: str, number: int, scene: Scene, past: Past) -> Move:
    here = place(want.kind)
    button = control(scene, here.delete[number])
    if button is None:
        if len([step for step in past.since("choose").steps if isinstance(step.action, Wait)]) < _TRIES:
            return Act(Wait(seconds=0.5), "The app does not show the next step yet")
        return Stuck(f"I chose the {want.kind} {chosen}, but the app does not offer to delete it")
    last = number == len(here.delete) - 1
    return click(button, _tap(want, chosen, number), "This deletes it" if last else "The way to delete it")


def _gone(want: Delete, chosen: str, scene: Scene, past: Past) -> Move:
    way = _to_list(want, scene, past)
    if way is not None:
        return way
    keys = gather(scene, past, place(want.kind).title, lambda row: _fits(want, row))
    if isinstance(keys, Act):
        return keys
    if want.kind in ("contact", "conversation"):
        keys = [key for key in keys if is_wholly(chosen, key.split(" | ")[0])]
    if keys:
        return Stuck(f'The {want.kind} "{want.name}" is still there after it was deleted')
    return Done(f'The {want.kind} "{want.name}" is gone from the list', doubtful=True)
