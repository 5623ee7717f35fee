"""Where a search ends because the phone did not go along: what was not reached may be there all the same."""

from dataclasses import replace
from itertools import zip_longest

from agent.action.action import Click
from agent.language.intention import Intention
from agent.offline.step.history import Past, named
from agent.offline.step.interruption import CLOSED, HUNG
from agent.offline.step.move import Stuck
from agent.run.step import Outcome

_AGAIN = 2
"""Breakdowns, or taps in vain on one thing, from which on the phone is to blame."""


def balked(end: Stuck, want: Intention, past: Past) -> Stuck:
    """The end as it is, or as the phone's doing where its apps broke down or its taps came to nothing.

    What rests on what was seen stays, and so does what was not allowed.
    """
    if end.sure or any(step.refused for step in past.steps):
        return end
    if len(past.touched(CLOSED)) >= _AGAIN:
        return replace(end, reason=f"I could not {want}: the app keeps stopping", balked=True)
    dead = _dead(past)
    if not dead:
        return end
    words = f"the phone did not do what was asked, nothing came of tapping {dead}"
    return replace(end, reason=f"I could not {want}: {words}", balked=True)


def _dead(past: Past) -> str:
    """What was tapped last of all that never answered to a tap; "" where everything did."""
    vain: dict[str, int] = {}
    for step, after in zip_longest(past.steps, past.steps[1:]):
        name = named(step.action)
        if not isinstance(step.action, Click) or step.error or name.startswith((CLOSED, HUNG)):
            continue
        broke = after is not None and named(after.action).startswith((CLOSED, HUNG))
        if step.outcome == Outcome.NO_CHANGE or broke:
            vain[name] = vain.get(name, 0) + 1
        else:
            vain[name] = -len(past.steps)
    return next((name for name, taps in reversed(vain.items()) if taps >= _AGAIN), "")
