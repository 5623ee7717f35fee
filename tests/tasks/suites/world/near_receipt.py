"""Nearly the right receipt."""

from collections.abc import Mapping, Sequence

from tasks.gold.hand import Hand
from tasks.gold.params import Params
from tests.tasks.suites.attempt import Near, gold


def another_copied(hand: Hand, params: Params) -> None:
    """Another receipt."""
    others = params.values["noise_images"]
    gold(hand, params, "SaveCopyOfReceiptTaskEval", file_name=next(iter(others)))  # type: ignore[call-overload]


def one_more_copied(hand: Hand, params: Params) -> None:
    """The right one and another."""
    gold(hand, params, "SaveCopyOfReceiptTaskEval")
    another_copied(hand, params)


def moved(hand: Hand, params: Params) -> None:
    """Not copied but moved."""
    gold(hand, params, "FilesMoveFile", source_folder="DCIM", destination_folder="Download")


def _write(hand: Hand, params: Params, text: str, name: str = "") -> None:
    gold(hand, params, "MarkorCreateNote", text=text, file_name=name or params.text("file_name"))


def without_heading(hand: Hand, params: Params) -> None:
    """The purchases alone."""
    _write(hand, params, params.text("text").partition("\n")[2])


def a_price_wrong(hand: Hand, params: Params) -> None:
    """One digit of it."""
    text = params.text("text")
    _write(hand, params, text[:-1] + ("1" if text[-1] != "1" else "2"))


def under_another_name(hand: Hand, params: Params) -> None:
    """The right text in the wrong note."""
    _write(hand, params, params.text("text"), "receipts.md")


def with_another_note(hand: Hand, params: Params) -> None:
    """The right note, and one more."""
    _write(hand, params, params.text("text"))
    under_another_name(hand, params)


NEAR: Mapping[str, Sequence[Near]] = {
    "SaveCopyOfReceiptTaskEval": (another_copied, one_more_copied, moved),
    "MarkorTranscribeReceipt": (without_heading, a_price_wrong, under_another_name, with_another_note),
}
