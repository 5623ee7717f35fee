"""Nearly the right change of a note."""

from collections.abc import Mapping, Sequence

from tasks.gold.hand import Hand
from tasks.gold.params import Params
from tests.tasks.suites.attempt import Near, gold

_EDITS = {"header": "header", "footer": "footer", "replace": "replace_text"}


def _noise(params: Params) -> str:
    """A note that is not meant."""
    return params.texts("noise_candidates")[0]


def another_edited(hand: Hand, params: Params) -> None:
    """The wrong note."""
    gold(hand, params, "MarkorEditNote", file_name=_noise(params))


def at_another_place(hand: Hand, params: Params) -> None:
    """Below instead of above, above instead of below, or below what should go."""
    kind = params.text("edit_type")
    other = "header" if kind == "footer" else "footer"
    gold(hand, params, "MarkorEditNote", edit_type=other, **{other: params.text(_EDITS[kind])})


def edited_and_one_deleted(hand: Hand, params: Params) -> None:
    """Right, and another note gone."""
    gold(hand, params, "MarkorEditNote")
    gold(hand, params, "MarkorDeleteNote", file_name=_noise(params))


def not_renamed(hand: Hand, params: Params) -> None:
    """The text alone."""
    new = params.text("updated_content")
    old = params.text("original_name")
    gold(hand, params, "MarkorEditNote", file_name=old, edit_type="replace", replace_text=new)


def another_text(hand: Hand, params: Params) -> None:
    """The name right, the text not."""
    gold(hand, params, "MarkorChangeNoteContent", updated_content="Something else.")


def changed_and_one_deleted(hand: Hand, params: Params) -> None:
    """Right, and another note gone."""
    gold(hand, params, "MarkorChangeNoteContent")
    gold(hand, params, "MarkorDeleteNote", file_name=_noise(params))


def without_empty_line(hand: Hand, params: Params) -> None:
    """The header right on top of the text."""
    old, header = params.text("original_name"), params.text("header")
    text = f"{header}\n{params.text('original_content')}"
    gold(hand, params, "MarkorChangeNoteContent", original_name=old, updated_content=text)


def another_name(hand: Hand, params: Params) -> None:
    """The text right, the name not."""
    gold(hand, params, "MarkorAddNoteHeader", new_name="another.md")


def another_deleted(hand: Hand, params: Params) -> None:
    """The wrong note."""
    gold(hand, params, "MarkorDeleteNote", file_name=_noise(params))


def one_more_deleted(hand: Hand, params: Params) -> None:
    """The right one and another."""
    gold(hand, params, "MarkorDeleteNote")
    another_deleted(hand, params)


def one_left(hand: Hand, params: Params) -> None:
    """All but one."""
    for name in params.texts("noise_candidates")[1:]:
        gold(hand, params, "MarkorDeleteNote", file_name=name)


def all_and_one_new(hand: Hand, params: Params) -> None:
    """All gone, and a new one there."""
    gold(hand, params, "MarkorDeleteAllNotes")
    gold(hand, params, "MarkorCreateNote", file_name="fresh.md", text="A new beginning.")


def oldest_deleted(hand: Hand, params: Params) -> None:
    """The wrong end of the list."""
    rows = params.values["notes"]
    oldest = max(rows, key=lambda row: row["minutes_ago"])  # type: ignore[call-overload]
    gold(hand, params, "MarkorDeleteNote", file_name=oldest["name"])


def newest_two_deleted(hand: Hand, params: Params) -> None:
    """One too many."""
    gold(hand, params, "MarkorDeleteNewestNote")
    gold(hand, params, "MarkorDeleteNewestNote")


def moved_elsewhere(hand: Hand, params: Params) -> None:
    """Into the third folder."""
    gold(hand, params, "MarkorMoveNote", destination_folder=params.text("third_folder"))


def another_moved(hand: Hand, params: Params) -> None:
    """The note of that name in the wrong folder."""
    gold(hand, params, "MarkorMoveNote", source_folder=params.text("third_folder"))


def one_more_moved(hand: Hand, params: Params) -> None:
    """The right one and another."""
    gold(hand, params, "MarkorMoveNote")
    gold(hand, params, "MarkorMoveNote", file_name=_noise(params))


NEAR: Mapping[str, Sequence[Near]] = {
    "MarkorEditNote": (another_edited, at_another_place, edited_and_one_deleted),
    "MarkorChangeNoteContent": (not_renamed, another_text, changed_and_one_deleted),
    "MarkorAddNoteHeader": (without_empty_line, another_name),
    "MarkorDeleteNote": (another_deleted, one_more_deleted),
    "MarkorDeleteAllNotes": (one_left, all_and_one_new),
    "MarkorDeleteNewestNote": (oldest_deleted, newest_two_deleted),
    "MarkorMoveNote": (moved_elsewhere, another_moved, one_more_moved),
}
