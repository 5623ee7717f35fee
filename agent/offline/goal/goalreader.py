"""What a goal comes to by the reader, with the answers that the person gave to its questions."""

from collections.abc import Callable, Iterable
from functools import lru_cache

from agent.language.remark import as_answer, own_words, question_of
from agent.offline.goal.bind import bind
from agent.offline.goal.outcome import Asked, Outcome, Refused, Wanted
from agent.offline.goal.refusal import answered
from agent.reader.intent import Reading


class GoalReader:
    """Reads goals and binds their readings; pure, so that a run asks it at each step."""

    def __init__(self, read: Callable[[str], Reading], threshold: float) -> None:
        """A reading of a lower confidence than `threshold` is put to the person, or refused."""
        self._read = read
        self._threshold = threshold
        self._kept = lru_cache(maxsize=1024)(self._bind)

    def outcome(self, goal: str) -> Outcome:
        """What a goal comes to by itself."""
        return self._kept(goal, told=True)

    def question(self, goal: str) -> str:
        """The question about a goal; "" where nothing is asked."""
        outcome = self.outcome(goal)
        return outcome.question if isinstance(outcome, Asked) else ""

    def settled(self, goal: str, answers: Iterable[tuple[str, str]]) -> Outcome:
        """What it comes to after answers, each with its question; an empty one is no answer."""
        outcome = self.outcome(goal)
        if not isinstance(outcome, Asked):
            return outcome
        given = [answer for question, answer in answers if question == outcome.question]
        if not given:
            return outcome
        return answered(outcome, given[-1]) if given[-1] else outcome.otherwise

    def settles(self, goal: str, said: str) -> bool:
        """Whether what was said, as `as_answer` keeps it, answers the question about a goal."""
        outcome = self.outcome(goal)
        if not isinstance(outcome, Asked):
            return False
        asked = question_of(said)
        is_ours = bool(asked) and asked == question_of(as_answer("", outcome.question))
        return is_ours and _is_clear(outcome, answered(outcome, own_words(said)))

    def _bind(self, goal: str, *, told: bool) -> Outcome:
        reading = self._read(goal)
        reread = self._reread if told else None
        return bind(reading, sure=reading.confidence >= self._threshold, reread=reread)

    def _reread(self, goal: str) -> Outcome:
        """A goal that a refusal may offer: what it would be told itself does not count."""
        return self._kept(goal, told=False)


def _is_clear(asked: Asked, result: Wanted | Refused) -> bool:
    return result != asked.otherwise
