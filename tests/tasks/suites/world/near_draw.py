"""Nearly the right drawing."""

from collections.abc import Mapping, Sequence

from tasks.gold.file import open_folder
from tasks.gold.hand import Hand
from tasks.gold.params import Params
from tests.tasks.suites.attempt import Near, gold

_KINDS = {"png": "jpg", "jpg": "svg", "svg": "png"}
_OK = "android:id/button1"


def under_another_name(hand: Hand, params: Params) -> None:
    """Another name."""
    gold(hand, params, "SimpleDrawProCreateDrawing", file_name=f"my_{params.text('file_name')}")


def of_another_kind(hand: Hand, params: Params) -> None:
    """Another kind of file."""
    stem, _, kind = params.text("file_name").rpartition(".")
    gold(hand, params, "SimpleDrawProCreateDrawing", file_name=f"{stem}.{_KINDS[kind]}")


def empty(hand: Hand, params: Params) -> None:
    """Saved before anything is drawn."""
    stem, _, kind = params.text("file_name").rpartition(".")
    hand.open_app("com.simplemobiletools.draw.pro")
    hand.tap(id="menu_save")
    hand.type(stem, id="save_image_filename")
    hand.put_keyboard_away()
    hand.tap(kind)
    hand.tap(id=_OK)
    open_folder(hand, "Pictures")
    hand.tap(id=_OK)
    hand.wait_for(id="my_canvas")


def saved_twice(hand: Hand, params: Params) -> None:
    """Under two names."""
    gold(hand, params, "SimpleDrawProCreateDrawing")
    under_another_name(hand, params)


NEAR: Mapping[str, Sequence[Near]] = {
    "SimpleDrawProCreateDrawing": (under_another_name, of_another_kind, empty, saved_twice)
}
