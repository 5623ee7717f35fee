"""What a goal comes to as the next of a conversation, with what the goals before it left on the phone."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain

from agent.language.errand import Delete
from agent.language.followup import in_full, undoes, undone_by
from agent.language.intention import Intention
from agent.language.mention import deletes, of_all
from agent.language.standing import corrected, corrects, is_aside, standing
from agent.language.typedgoal import Listener, TypedGoal, worded
from agent.offline.step.round import changes
from agent.offline.undo import BEGUN, Left, held_after, left_after, with_undone
from agent.run.step import Earlier

Meant = tuple[TypedGoal, tuple[Earlier, ...]]
"""A goal in full, and the tasks before it."""
_STAYS = "this can't be taken back: {}"
_DONE = "this was done before you corrected me, and stays: {}"
_ALONE = "say this as a task of its own: {}"


def goal_in(goal: str, said: str, earlier: tuple[Earlier, ...], listener: Listener) -> TypedGoal:
    """The goal of a run that was begun as `goal`, for what was `said`, after the tasks of a conversation."""
    if earlier:
        full, _ = meant(said or goal, earlier, listener)
        if full.text == goal:
            return full
    return listener.typed(goal)


def meant(said: str, earlier: tuple[Earlier, ...], listener: Listener) -> Meant:
    """The goal in full, and the tasks before it, the last of them with what can't be put right.

    What corrects the last goal after its end takes back what that did, as it would have in mid-run.
    """
    stands = standing(earlier, listener)
    goals = [goal for goal, _ in stands]
    if not stands:
        return listener.typed(said), earlier
    if undoes(said):
        return _undoing(said, stands, earlier, listener)
    if deletes(said) and stands[-1][1] is not earlier[-1] and not is_aside(earlier[-1].goal):
        return listener.typed(said), earlier  # what was not understood may be what is meant
    if gone := _unmade(said, stands, listener):
        return gone, earlier
    goal, since = corrected(said, goals, listener)
    if goal is None:
        return in_full(said, goals, listener), earlier
    chain = _chain(stands[:since], listener)
    left = _left(chain, goal.parts)
    full = with_undone(goal, left.undo, held_after(chain))
    if left.undo and full == goal:
        return full, _leaving(earlier, _ALONE, left.undo)
    return full, _leaving(earlier, _DONE if earlier[-1].status.is_claimed else BEGUN, left.begun)


def _unmade(said: str, stands: Sequence[tuple[TypedGoal, Earlier]], listener: Listener) -> TypedGoal | None:
    """What deletes the one thing that the last task made; None where that is not all that is wanted."""
    wish = deletes(said)
    if wish is None or of_all(wish):
        return None
    undo = [part for part in _left(_chain(stands, listener)).undo if isinstance(part, Delete)]
    goal = stands[-1][0]
    if len(undo) != 1 or len(goal.parts) != 1:
        return None
    return worded([replace(undo[0], if_there=False)], goal.text)


def _chain(
    stands: Sequence[tuple[TypedGoal, Earlier]], listener: Listener
) -> list[tuple[TypedGoal, Earlier]]:
    """The last task, with those before it that it corrected, each with all that was done before for it."""
    goals = [goal for goal, _ in stands]
    first = len(stands) - 1
    while first and corrects(stands[first][1].goal, goals[:first], listener):
        first -= 1
    chain: list[tuple[TypedGoal, Earlier]] = []
    for goal, task in stands[first:]:
        before = chain[-1][1] if chain else None
        if before is not None and before.did is not None and task.did is not None:
            did, served = (*before.did, *task.did), (*before.served, *task.served)
            task = task.model_copy(update={"did": did, "served": served})
        chain.append((goal, task))
    return chain


def _left(chain: Sequence[tuple[TypedGoal, Earlier]], wanted: Sequence[Intention] = ()) -> Left:
    """What the last of a chain left, and those that it did not come to take back."""
    left = left_after(*chain[-1], wanted=wanted)
    for (goal, task), (_, after) in zip(chain[-2::-1], chain[:0:-1], strict=True):
        if after.status.is_claimed:
            break
        more = left_after(goal, task, wanted=wanted)
        undo, begun = (*more.undo, *left.undo), (*more.begun, *left.begun)
        left = Left(tuple(dict.fromkeys(undo)), tuple(dict.fromkeys(begun)))
    return left


def _undoing(
    said: str, stands: Sequence[tuple[TypedGoal, Earlier]], earlier: tuple[Earlier, ...], listener: Listener
) -> Meant:
    """What was changed, put back; to turn the other way what was so all along would be no undoing."""
    goals = [goal for goal, _ in stands]
    did = stands[-1][1].did
    if not goals[-1].parts:  # only the learned part knows it, and not what each step was for
        is_in_full = did is None or any(map(changes, did))
        return (in_full(said, goals, listener) if is_in_full else listener.typed(said)), earlier
    taken = stands[-undone_by(said, goals) :]
    lefts = [
        *(left_after(goal, task) for goal, task in taken[:-1]),
        _left(_chain(stands, listener)),
    ]
    undo = list(dict.fromkeys(chain.from_iterable(left.undo for left in lefts)))
    begun = chain.from_iterable(left.begun for left in lefts)
    full = worded(undo, ". ".join(goal.text for goal, _ in taken)) if undo else listener.typed(said)
    return full, _leaving(earlier, _STAYS, begun)


def _leaving(earlier: tuple[Earlier, ...], words: str, begun: Iterable[Intention]) -> tuple[Earlier, ...]:
    left = tuple(words.format(part) for part in begun)
    return (*earlier[:-1], earlier[-1].model_copy(update={"left": left})) if left else earlier
