"""Clipper: a text copied to the clipboard."""

from tasks.gold.hand import Hand
from tasks.gold.params import Params
from tasks.gold.registry import solves

_PACKAGE = "ca.zgrs.clipper"


@solves("SystemCopyToClipboard")
def copy_to_clipboard(hand: Hand, params: Params) -> None:
    """A text on the clipboard."""
    hand.open_app(_PACKAGE)
    hand.type(params.text("clipboard_content"), id=f"{_PACKAGE}:id/text")
    hand.tap(id="copy")
