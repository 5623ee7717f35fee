"""Nearly the right message."""

from collections.abc import Mapping, Sequence

from tasks.gold.hand import Hand
from tasks.gold.params import Params
from tests.tasks.suites.attempt import Near, gold

_OTHER = "+15550001111"


def to_somebody_else(hand: Hand, params: Params) -> None:
    """The right words to the wrong number."""
    gold(hand, params, "SimpleSmsSend", number=_OTHER)


def a_word_short(hand: Hand, params: Params) -> None:
    """To the right one, but not all of it."""
    gold(hand, params, "SimpleSmsSend", message=params.text("message").rpartition(" ")[0])


def twice(hand: Hand, params: Params) -> None:
    """Once too often."""
    gold(hand, params, "SimpleSmsSend")
    gold(hand, params, "SimpleSmsSend")


def pasted_to_somebody_else(hand: Hand, params: Params) -> None:
    """What was copied, to the wrong number."""
    gold(hand, params, "SimpleSmsSendClipboardContent", number=_OTHER)


def to_another_who_wrote(hand: Hand, params: Params) -> None:
    """An answer to the wrong one of those who wrote."""
    numbers = [str(row[0]) for row in params.values["inbox"]]  # type: ignore[attr-defined]
    other = next(number for number in numbers if number != params.text("number"))
    gold(hand, params, "SimpleSmsReply", number=other)


def to_both(hand: Hand, params: Params) -> None:
    """An answer to the right one, and to another as well."""
    gold(hand, params, "SimpleSmsReply")
    to_another_who_wrote(hand, params)


def back_what_they_wrote(hand: Hand, params: Params) -> None:
    """The last message of the conversation instead of one's own."""
    gold(hand, params, "SimpleSmsSend", message="Sorry, I lost my phone for a moment")


def again_and_again(hand: Hand, params: Params) -> None:
    """Sent again twice."""
    gold(hand, params, "SimpleSmsResend")
    gold(hand, params, "SimpleSmsResend")


def back_to_the_sender(hand: Hand, params: Params) -> None:
    """The address to the one it came from."""
    gold(hand, params, "SimpleSmsSend", number=params.text("number2"))


def with_words_around_it(hand: Hand, params: Params) -> None:
    """The address and more."""
    gold(hand, params, "SimpleSmsSend", message=f"Here is the address: {params.text('message')}")


NEAR: Mapping[str, Sequence[Near]] = {
    "SimpleSmsSend": (to_somebody_else, a_word_short, twice),
    "SimpleSmsSendClipboardContent": (pasted_to_somebody_else, twice),
    "SimpleSmsReply": (to_another_who_wrote, to_both, a_word_short),
    "SimpleSmsReplyMostRecent": (to_another_who_wrote, to_both),
    "SimpleSmsResend": (back_what_they_wrote, again_and_again),
    "SimpleSmsSendReceivedAddress": (back_to_the_sender, with_words_around_it, twice),
}
