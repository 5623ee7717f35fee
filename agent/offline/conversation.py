"""What a goal comes to as the next of a conversation, with what the goals before it left on the phone."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain

from agent.language.errand import Delete
from agent.language.followup import in_full, undoes, undone_by
from agent.language.intention import Intention
from agent.language.mention import deletes, of_all
from agent.language.parts import capital, parts_of, told
from agent.language.standing import corrected, corrects, is_aside, standing
from agent.offline.step.round import changes
from agent.offline.undo import BEGUN, Left, held_after, left_after, with_undone
from agent.run.step import Earlier

_STAYS = "this can't be taken back: {}"
_DONE = "this was done before you corrected me, and stays: {}"
_ALONE = "say this as a task of its own: {}"


def meant(said: str, earlier: tuple[Earlier, ...]) -> tuple[str, tuple[Earlier, ...]]:
    """The goal in full, and the tasks before it, the last of them with what can't be put right.

    What corrects the last goal after its end takes back what that did, as it would have in mid-run.
    """
    stands = standing(earlier)
    goals = [goal for goal, _ in stands]
    if not stands:
        return said, earlier
    if undoes(said):
        return _undoing(said, stands, earlier)
    if deletes(said) and stands[-1][1] is not earlier[-1] and not is_aside(earlier[-1].goal):
        return said, earlier  # what was not understood may be what is meant
    if gone := _unmade(said, stands):
        return gone, earlier
    goal, since = corrected(said, goals)
    if not goal:
        return in_full(said, goals), earlier
    chain = _chain(stands[:since])
    left = _left(chain, parts_of(goal))
    full = with_undone(goal, left.undo, held_after(chain))
    if left.undo and full == goal:
        return full, _leaving(earlier, _ALONE, left.undo)
    return full, _leaving(earlier, _DONE if earlier[-1].status.is_claimed else BEGUN, left.begun)


def _unmade(said: str, stands: Sequence[tuple[str, Earlier]]) -> str:
    """What deletes the one thing that the last task made; "" where that is not all that is wanted."""
    wish = deletes(said)
    if wish is None or of_all(wish):
        return ""
    undo = [part for part in _left(_chain(stands)).undo if isinstance(part, Delete)]
    goal = stands[-1][0]
    return (
        capital(told([replace(undo[0], if_there=False)], goal))
        if len(undo) == len(parts_of(goal)) == 1
        else ""
    )


def _chain(stands: Sequence[tuple[str, Earlier]]) -> list[tuple[str, Earlier]]:
    """The last task, with those before it that it corrected, each with all that was done before for it."""
    goals = [goal for goal, _ in stands]
    first = len(stands) - 1
    while first and corrects(stands[first][1].goal, goals[:first]):
        first -= 1
    chain: list[tuple[str, Earlier]] = []
    for goal, task in stands[first:]:
        before = chain[-1][1] if chain else None
        if before is not None and before.did is not None and task.did is not None:
            did, served = (*before.did, *task.did), (*before.served, *task.served)
            task = task.model_copy(update={"did": did, "served": served})
        chain.append((goal, task))
    return chain


def _left(chain: Sequence[tuple[str, Earlier]], wanted: Sequence[Intention] = ()) -> Left:
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
    said: str, stands: Sequence[tuple[str, Earlier]], earlier: tuple[Earlier, ...]
) -> tuple[str, tuple[Earlier, ...]]:
    """What was changed, put back; to turn the other way what was so all along would be no undoing."""
    goals = [goal for goal, _ in stands]
    did = stands[-1][1].did
    if not parts_of(goals[-1]):  # only the learned part knows it, and not what each step was for
        return (in_full(said, goals) if did is None or any(map(changes, did)) else said), earlier
    taken = stands[-undone_by(said, goals) :]
    lefts = [*(left_after(goal, task) for goal, task in taken[:-1]), _left(_chain(stands))]
    undo = list(dict.fromkeys(chain.from_iterable(left.undo for left in lefts)))
    begun = chain.from_iterable(left.begun for left in lefts)
    full = capital(told(undo, ". ".join(goal for goal, _ in taken))) if undo else ""
    return full or said, _leaving(earlier, _STAYS, begun)


def _leaving(earlier: tuple[Earlier, ...], words: str, begun: Iterable[Intention]) -> tuple[Earlier, ...]:
    left = tuple(words.format(part) for part in begun)
    return (*earlier[:-1], earlier[-1].model_copy(update={"left": left})) if left else earlier
