"""The goals of a conversation as they stand, each with what it takes from those before it."""

from collections.abc import Sequence
from typing import Protocol, TypeVar

from agent.language.correction import GO_ON, MOVED, STOP, by_rules, heard
from agent.language.courtesy import courtesy
from agent.language.followup import in_full, undoes
from agent.language.mention import deletes, without_asking
from agent.language.remark import is_own_accord
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


def stood(earlier: Sequence[ConversationTask]) -> list[str]:
    """The goals of a conversation in full, as they stood in the end, oldest first."""
    return [goal for goal, _ in standing(earlier)]


def standing(earlier: Sequence[T]) -> list[tuple[str, T]]:
    """The same, each with its task.

    Without what was not understood and so refused: the next one does not follow on that. Only what deletes
    `it` does not reach over that to something else.
    """
    found: list[tuple[str, T]] = []
    lost = False
    for task in earlier:
        goals = [goal for goal, _ in found]
        said = task.goal if lost and deletes(task.goal) else followed(task.goal, goals)
        goal = heard(said, task.added, earlier=goals).goal
        stands = (task.status != "infeasible" and not is_aside(task.goal)) or by_rules(goal)
        if stands:
            found.append((goal, task))
        lost = not stands and not is_aside(task.goal)
    return found


def is_aside(said: str) -> bool:
    """Whether nothing was wanted by it: a greeting, thanks, a bare no, an end."""
    return bool(courtesy(said)) or any(words.fullmatch(said) for words in (GO_ON, STOP, DENIAL))


def followed(goal: str, goals: Sequence[str]) -> str:
    """A goal by itself, with what it takes from the goals in full before it."""
    return corrects(goal, goals) or in_full(goal, goals)


def corrects(goal: str, goals: Sequence[str]) -> str:
    """The last of the goals as this one corrects it after its end; "" where it does not.

    What stands by itself, follows on it, or only wants things taken back corrects nothing.
    """
    return corrected(goal, goals)[0]


def corrected(goal: str, goals: Sequence[str]) -> tuple[str, int]:
    """The same, and how many of the goals there were when it was said that this corrects.

    "Move it to 5pm" is not about a question that was asked since.
    """
    if not goals or by_rules(goal) or undoes(StatedWish.of(goal).rest) or in_full(goal, goals) != goal:
        return "", 0
    made = without_asking(goals) if MOVED.match(StatedWish.of(goal).rest) else goals
    for meant in dict.fromkeys((len(goals), len(made))):
        now = heard(goals[meant - 1], [goal], earlier=goals[: meant - 1])
        if now.since and not now.stop:
            return now.goal, meant
    return "", 0


def of_goal(goal: str, added: Sequence[str], earlier: Sequence[ConversationTask]) -> tuple[bool, ...]:
    """For each thing that was added to a goal, whether the person said it of the goal.

    That is what they said of their own accord, and answers that corrected it.
    """
    goals = stood(earlier)
    full = followed(goal, goals)
    return tuple(
        is_own_accord(text) or heard(full, added[:number], earlier=goals).since == number
        for number, text in enumerate(added, 1)
    )
