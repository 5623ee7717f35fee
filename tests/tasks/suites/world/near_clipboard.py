"""Nearly the right text on the clipboard."""

from collections.abc import Mapping, Sequence

from tasks.gold.hand import Hand
from tasks.gold.params import Params
from tests.tasks.suites.attempt import Near, gold


def a_sign_short(hand: Hand, params: Params) -> None:
    """Not all of it."""
    gold(hand, params, "SystemCopyToClipboard", clipboard_content=params.text("clipboard_content")[:-1])


def typed_and_not_copied(hand: Hand, params: Params) -> None:
    """It stands in the field, and nobody copied it."""
    hand.open_app("ca.zgrs.clipper")
    hand.type(params.text("clipboard_content"), id="ca.zgrs.clipper:id/text")


def another_after_it(hand: Hand, params: Params) -> None:
    """Something else was copied since."""
    gold(hand, params, "SystemCopyToClipboard")
    gold(hand, params, "SystemCopyToClipboard", clipboard_content="something else")


NEAR: Mapping[str, Sequence[Near]] = {
    "SystemCopyToClipboard": (a_sign_short, typed_and_not_copied, another_after_it)
}
