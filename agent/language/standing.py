"""The goals of a conversation as they stand, each with what it takes from those before it."""

from collections.abc import Sequence
from typing import Protocol, TypeVar

from agent.language.correction import GO_ON, MOVED, STOP, Heard, heard
from agent.language.courtesy import courtesy
from agent.language.followup import in_full, undoes
from agent.language.mention import deletes, without_asking
from agent.language.remark import is_own_accord
from agent.language.typedgoal import Listener, TypedGoal
from agent.language.wish import DENIAL, StatedWish


class ConversationTask(Protocol):
    """A task of a conversation, done before."""

    @property
    def goal(self) -> str:
        """In the person's words."""
        ...

    @property
    def added(self) -> Sequence[str]:
        """What they said while it was worked on."""
        ...

    @property
    def status(self) -> str:
        """How it ended; `infeasible` where it could not be done or was not understood."""
        ...


T = TypeVar("T", bound=ConversationTask)


def stood(earlier: Sequence[ConversationTask], listener: Listener) -> list[TypedGoal]:
    """The goals of a conversation in full, as they stood in the end, oldest first."""
    return [goal for goal, _ in standing(earlier, listener)]


def standing(earlier: Sequence[T], listener: Listener) -> list[tuple[TypedGoal, T]]:
    """The same, each with its task.

    Without what was not understood and so refused: the next one does not follow on that. Only what deletes
    `it` does not reach over that to something else.
    """
    found: list[tuple[TypedGoal, T]] = []
    lost = False
    for task in earlier:
        goals = [goal for goal, _ in found]
        alone = lost and deletes(task.goal)
        said = listener.typed(task.goal) if alone else followed(task.goal, goals, listener)
        goal = heard(said, task.added, listener, goals).goal
        stands = (task.status != "infeasible" and not is_aside(task.goal)) or bool(goal.parts)
        if stands:
            found.append((goal, task))
        lost = not stands and not is_aside(task.goal)
    return found


def goal_of(goal: str, said: str, earlier: Sequence[ConversationTask], listener: Listener) -> TypedGoal:
    """What a run's goal asks for by its words, or by what was `said` where that comes to these words.

    Without parts where neither tells: what was said may have taken back more than was done.
    """
    full = listener.typed(goal)
    if full.parts or not earlier:
        return full
    found = followed(said or goal, stood(earlier, listener), listener)
    return found if found.text == goal else full


def heard_of(
    goal: str, said: str, added: Sequence[str], earlier: Sequence[ConversationTask], listener: Listener
) -> Heard:
    """A run's goal as it stands after all that was `added`; the rest as for `goal_of`."""
    begun = goal_of(goal, said, earlier, listener)
    return heard(begun, added, listener, stood(earlier, listener))


def is_aside(said: str) -> bool:
    """Whether nothing was wanted by it: a greeting, thanks, a bare no, an end."""
    return bool(courtesy(said)) or any(words.fullmatch(said) for words in (GO_ON, STOP, DENIAL))


def followed(goal: str, goals: Sequence[TypedGoal], listener: Listener) -> TypedGoal:
    """A goal by itself, with what it takes from the goals in full before it."""
    return corrected(goal, goals, listener)[0] or in_full(goal, goals, listener)


def corrects(goal: str, goals: Sequence[TypedGoal], listener: Listener) -> TypedGoal | None:
    """The last of the goals as this one corrects it after its end; None where it does not.

    What stands by itself, follows on it, or only wants things taken back corrects nothing.
    """
    return corrected(goal, goals, listener)[0]


def corrected(goal: str, goals: Sequence[TypedGoal], listener: Listener) -> tuple[TypedGoal | None, int]:
    """The same, and how many of the goals there were when it was said that this corrects.

    "Move it to 5pm" is not about a question that was asked since.
    """
    rest = StatedWish.of(goal).rest
    if not goals or undoes(rest) or in_full(goal, goals, listener).parts:
        return None, 0
    made = without_asking(goals) if MOVED.match(rest) else goals
    for meant in dict.fromkeys((len(goals), len(made))):
        now = heard(goals[meant - 1], [goal], listener, goals[: meant - 1])
        if now.since and not now.stop:
            return now.goal, meant
    return None, 0


def of_goal(
    goal: str, added: Sequence[str], earlier: Sequence[ConversationTask], listener: Listener
) -> tuple[bool, ...]:
    """For each thing that was added to a goal, whether the person said it of the goal.

    That is what they said of their own accord, and answers that corrected it.
    """
    goals = stood(earlier, listener)
    full = followed(goal, goals, listener)
    return tuple(
        is_own_accord(text) or heard(full, added[:number], listener, goals).since == number
        for number, text in enumerate(added, 1)
    )
