"""Plays that answer nearly right, and that answer rightly but do something on the way."""

from collections.abc import Callable

from tasks.gold.hand import Hand
from tasks.gold.params import Params
from tests.tasks.suites.attempt import Near, gold

Words = Callable[[Params], str]


def saying(words: Words) -> Near:
    """Answers so, whatever the phone shows."""

    def play(_hand: Hand, params: Params) -> str:
        return words(params)

    play.__name__ = f"saying_{words.__name__}"
    return play


def answered_and(task: str, deed: Callable[[Hand, Params], object]) -> Near:
    """Answers as the gold solver of a task does, and does something else after it."""

    def play(hand: Hand, params: Params) -> str:
        answer = gold(hand, params, task)
        deed(hand, params)
        return answer or ""

    play.__name__ = f"answered_and_{getattr(deed, '__name__', 'more')}"
    return play
