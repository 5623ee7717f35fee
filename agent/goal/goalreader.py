"""What a goal comes to, with the answers that the person gave to its questions."""

from collections.abc import Callable, Iterable
from functools import cache, lru_cache

from agent.goal.bind import bind
from agent.goal.outcome import Asked, Outcome, Refused, Wanted
from agent.goal.refusal import answered
from agent.goal.reread import as_question, without_context
from agent.language.intention import NotUnderstood
from agent.language.remark import as_answer, own_words, question_of
from agent.language.typedgoal import TypedGoal
from agent.language.understand import understand
from agent.reader.intent import Reading
from agent.reader.reading import is_sure, read
from agent.run.status import Cause


class GoalReader:
    """Reads goals and binds their readings; pure, so that a run asks it at each step."""

    def __init__(
        self,
        read: Callable[[str], Reading],
        is_sure: Callable[[Reading], bool],
        rules: Callable[[str], Outcome | None] | None = None,
    ) -> None:
        """Have `rules` decide what they understand; None of theirs is for a goal of which they know nothing.

        Of the rest a reading that is sure is acted upon, and any other is put to the person, or refused. So
        is each one of a goal that the rules refuse as one they nearly know.
        """
        self._read = read
        self._is_sure = is_sure
        self._rules = rules
        self._kept = lru_cache(maxsize=1024)(self._bind)

    def outcome(self, goal: str) -> Outcome:
        """What a goal comes to by itself."""
        return self._kept(goal, told=True)

    def typed(self, goal: str) -> TypedGoal:
        """A goal with what it asks for, where that needs no answer."""
        outcome = self.outcome(goal)
        parts = outcome.intentions if isinstance(outcome, Wanted) else ()
        return TypedGoal(goal, parts, is_open=isinstance(outcome, Asked))

    def question(self, goal: str) -> str:
        """The question about a goal; "" where nothing is asked."""
        outcome = self.outcome(goal)
        return outcome.question if isinstance(outcome, Asked) else ""

    def is_guess(self, goal: str) -> bool:
        """Whether a goal is pursued as the person agreed to, and the reading of it was not sure."""
        return isinstance(self.outcome(goal), Asked) and not self._is_sure(self._read(goal))

    def left_of(self, goal: str) -> str:
        """What of a goal is left undone where it is pursued as the person agreed to; "" for nothing."""
        outcome = self.outcome(goal)
        return outcome.left if isinstance(outcome, Asked) else ""

    def settled(self, goal: str, answers: Iterable[tuple[str, str]]) -> Outcome:
        """What it comes to after answers, each with its question; an empty one is no answer."""
        outcome = self.outcome(goal)
        if not isinstance(outcome, Asked):
            return outcome
        given = [answer for question, answer in answers if question == outcome.question]
        if not given:
            return outcome
        return answered(outcome, given[-1]) if given[-1] else outcome.otherwise

    def settled_by(self, goal: str, said: str) -> TypedGoal | None:
        """The goal with what an answer, as `as_answer` keeps it, makes of it: no parts for a no.

        None where it answers no question about the goal, or not clearly.
        """
        outcome = self.outcome(goal)
        if not isinstance(outcome, Asked):
            return None
        asked = question_of(said)
        if not asked or asked != question_of(as_answer("", outcome.question)):
            return None
        result = answered(outcome, own_words(said))
        if isinstance(result, Wanted):
            return TypedGoal(goal, result.intentions, left=outcome.left)
        return TypedGoal(goal, is_open=True) if result != outcome.otherwise else None

    def _bind(self, goal: str, *, told: bool) -> Outcome:
        ruled = self._rules(goal) if self._rules else None
        if isinstance(ruled, Wanted):
            return ruled
        reading = self._read(goal)
        sure = ruled is None and self._is_sure(reading)
        outcome = bind(reading, sure=sure, reread=self._reread if told else None)
        if not told or isinstance(outcome, Wanted):
            return outcome
        outcome = as_question(reading, outcome, self._read, lambda asked: bind(asked, sure=False))
        return without_context(reading, outcome, self._read, self._reread)

    def _reread(self, goal: str) -> Outcome:
        """A goal that a refusal may offer: what it would be told itself does not count."""
        return self._kept(goal, told=False)


def by_rules(goal: str) -> Outcome | None:
    """What the rules of agent/language make of a goal; None where it is none of what they know."""
    found = understand(goal)
    if not isinstance(found, NotUnderstood):
        return Wanted(tuple(found))
    return Refused(Cause.NOT_UNDERSTOOD, found.reason) if found.is_near else None


@cache
def goal_reader() -> GoalReader:
    """The reader with the weights in the package."""
    return GoalReader(read, is_sure, by_rules)
