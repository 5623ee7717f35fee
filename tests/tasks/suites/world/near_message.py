"""Nearly the right message."""

from collections.abc import Mapping, Sequence

from tasks.gold.hand import Hand
from tasks.gold.params import Params
from tests.tasks.suites.attempt import Near, gold


def to_somebody_else(hand: Hand, params: Params) -> None:
    """The right words to the wrong number."""
    gold(hand, params, "SimpleSmsSend", number="+15550001111")


def a_word_short(hand: Hand, params: Params) -> None:
    """To the right one, but not all of it."""
    gold(hand, params, "SimpleSmsSend", message=params.text("message").rpartition(" ")[0])


def twice(hand: Hand, params: Params) -> None:
    """Once too often."""
    gold(hand, params, "SimpleSmsSend")
    gold(hand, params, "SimpleSmsSend")


NEAR: Mapping[str, Sequence[Near]] = {"SimpleSmsSend": (to_somebody_else, a_word_short, twice)}
