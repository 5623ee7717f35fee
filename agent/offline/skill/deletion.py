"""Deleting: find the one thing meant, choose it, agree, and look again whether it is gone."""

from agent.action.action import LongPress, Wait
from agent.language.errand import Delete
from agent.language.likeness import LONGEST
from agent.language.place import is_at, place
from agent.offline.skill.event import at_events
from agent.offline.step.history import Past
from agent.offline.step.listpage import at_list, control
from agent.offline.step.move import Act, Done, Move, Stuck, click
from agent.offline.step.namesake import FoundRow, is_on_page, remaining, the_one
from agent.offline.step.pick import unfound
from agent.perception.scene import Scene
from agent.run.note import TAKEN
from agent.run.status import Cause
from agent.run.step import Outcome
from device.screen import UIElement
from grounding.target import Target

_TRIES = 5
_CHOICES = 2
"""How often one is chosen whose app then does not show the next step."""
_OF = ", one of "
"""How the history tells of how many alike one was chosen."""


def delete_thing(want: Delete, scene: Scene, past: Past) -> Move:
    """Done when it is gone from the list."""
    here = place(want.kind)
    refusal = past.refused("delete: ")
    if refusal:
        return Stuck(f"I could not {want}: {refusal}")
    whole = past
    if _is_off(want, scene, past):
        past = past.since("choose")
    chosen = past.touched("choose")
    if chosen and not is_missed(want, scene, past):
        steps = {name for name, _ in past.since("choose").touched("delete: ")}
        name = chosen[-1][0].removeprefix("choose ")
        lost = lost_tap(want, name, len(steps), scene, past)
        if lost is not None:
            return lost
        if len(steps) < len(here.delete):
            return next_tap(want, name, len(steps), scene, past)
        gone = _gone(want, name, scene, past.since("delete: "))
        if gone is not None:
            return gone
        past = past.since("delete: ")
    reading = is_on_page(want, scene, past)
    way = reading or _to_list(want, scene, past)
    if way is not None:
        return way
    found = the_one(want, scene, past)
    if found is None:
        return _absent(want, scene, past, was_there=bool(whole.touched("choose")))
    if not isinstance(found, FoundRow):
        return found
    row = found.row
    name = f"choose {row.name}" + (f"{_OF}{found.of}" if found.of > 1 else "")
    if here.hold:
        return hold(row.box, name, f"{row.name} is the one")
    return click(row.box, name, f"{row.name} is the one")


def _is_off(want: Delete, scene: Scene, past: Past) -> bool:
    """Whether what was chosen is so no more: the phone was used by hand, or another page is in front.

    Once it may be deleted, it is looked for in any case.
    """
    since, taps = past.since("choose"), place(want.kind).delete
    steps = {name for name, _ in since.touched("delete: ")}
    if not past.touched("choose") or len(steps) >= len(taps):
        return False
    if since.launches() or any(step.error == TAKEN for step in since.steps):
        return True
    if not is_at(scene.observation.package, want.kind) and control(scene, taps[len(steps)]) is None:
        return True
    waited = len(since.of_kind(Wait)) >= _TRIES and len(past.touched("choose")) < _CHOICES
    return waited and control(scene, taps[len(steps)]) is None


def _absent(want: Delete, scene: Scene, past: Past, *, was_there: bool) -> Move:
    if was_there:  # its owner was quicker
        return Done(f'The {want.kind} "{want.name}" is gone from the list', doubtful=True)
    marks = ", ".join(f"{field} {text}" for field, text in want.values)
    if want.if_there:
        none = f'No {want.kind} is called "{want.name}"'
        return Done(f'No {want.kind} is called "{want.name}" ({marks})' if marks else none, doubtful=True)
    what = f'{want.kind} "{want.name}"'
    if marks:
        return Stuck(f"I found no {what} ({marks})", cause=Cause.NOT_FOUND)
    return unfound(want.name, what, scene, past, place(want.kind).title, longest=LONGEST)


def hold(element: UIElement, name: str, thought: str) -> Act:
    """Hold a finger on an element; `name` is how the history will call it."""
    return Act(LongPress(target=Target(description=name, element=element.index)), thought)


def _to_list(want: Delete, scene: Scene, past: Past) -> Move | None:
    if want.kind == "event":
        return at_events(want.day, want.name, scene, past)
    return at_list(want.kind, scene, past)


def is_missed(want: Delete, scene: Scene, past: Past) -> bool:
    """Whether nothing came of choosing: what is tapped next does not show, and the list is as it was."""
    since = past.since("choose")
    quiet = past.touched("choose")[-1][1].outcome == Outcome.NO_CHANGE and not since.touched("delete: ")
    few = len(past.touched("choose")) < _TRIES
    return quiet and few and control(scene, place(want.kind).delete[0]) is None


def lost_tap(want: Delete, chosen: str, number: int, scene: Scene, past: Past) -> Act | None:
    """The last tap again where what it was on still shows, and nothing came of it."""
    here, taps = place(want.kind), past.since("choose").touched("delete: ")
    if not taps or taps[-1][1].outcome != Outcome.NO_CHANGE or len(taps) >= 2 * _TRIES:
        return None
    button, after = control(scene, here.delete[number - 1]), here.delete[number : number + 1]
    if button is None or any(control(scene, each) is not None for each in after):
        return None
    return click(button, _tap(want, chosen, number - 1), "The tap got lost")


def _tap(want: Delete, chosen: str, number: int) -> str:
    return f"delete: {want.kind} {chosen}, tap {number + 1} of {len(place(want.kind).delete)}"


def next_tap(want: Delete, chosen: str, number: int, scene: Scene, past: Past) -> Move:
    """The next of the taps that delete what was chosen."""
    here = place(want.kind)
    button = control(scene, here.delete[number])
    if button is None:
        if len([step for step in past.since("choose").steps if isinstance(step.action, Wait)]) < _TRIES:
            return Act(Wait(seconds=0.5), "The app does not show the next step yet")
        return Stuck(f"I chose the {want.kind} {chosen}, but the app does not offer to delete it")
    last = number == len(here.delete) - 1
    return click(button, _tap(want, chosen, number), "This deletes it" if last else "The way to delete it")


def _gone(want: Delete, chosen: str, scene: Scene, past: Past) -> Move | None:
    """Whether it is gone; None where another one is to go as well."""
    way = _to_list(want, scene, past)
    if way is not None:
        return way
    name, _, of = chosen.partition(_OF)
    left = remaining(want, name, scene, past)
    if isinstance(left, Act):
        return left
    count = int(of) if of.isdecimal() else 1
    if left >= count:
        return Stuck(f'The {want.kind} "{want.name}" is still there after it was deleted')
    if not left:
        return Done(f'The {want.kind} "{want.name}" is gone from the list', doubtful=True)
    if want.every:
        return None
    return Done(
        f'One {want.kind} "{want.name}" is gone from the list, {left} of that name stay', doubtful=True
    )
