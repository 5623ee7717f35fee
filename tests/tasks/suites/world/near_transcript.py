"""Nearly what a film shows."""

from collections.abc import Mapping, Sequence

from tasks.gold.hand import Hand
from tasks.gold.params import Params
from tests.tasks.suites.attempt import Near, gold


def _write(hand: Hand, params: Params, texts: Sequence[str], name: str = "") -> None:
    gold(hand, params, "MarkorCreateNote", file_name=name or params.text("file_name"), text=", ".join(texts))


def one_short(hand: Hand, params: Params) -> None:
    """All but the last."""
    _write(hand, params, params.texts("messages")[:-1])


def in_another_order(hand: Hand, params: Params) -> None:
    """From the end."""
    _write(hand, params, params.texts("messages")[::-1])


def in_another_note(hand: Hand, params: Params) -> None:
    """The right list under another name."""
    _write(hand, params, params.texts("messages"), "film.txt")


def and_another_note(hand: Hand, params: Params) -> None:
    """The right list, and once more under another name."""
    _write(hand, params, params.texts("messages"))
    in_another_note(hand, params)


NEAR: Mapping[str, Sequence[Near]] = {
    "MarkorTranscribeVideo": (one_short, in_another_order, in_another_note, and_another_note)
}
