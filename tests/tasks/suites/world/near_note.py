"""Nearly the right note made."""

from collections.abc import Callable, Mapping, Sequence

from tasks.gold.hand import Hand
from tasks.gold.params import Params
from tests.tasks.suites.attempt import Near, gold

_NAME = "quite_another.md"


def renamed(task: str) -> Near:
    """The right text under another name."""

    def under_another_name(hand: Hand, params: Params) -> None:
        gold(hand, params, task, file_name=_NAME)

    return under_another_name


def with_another(task: str) -> Near:
    """The right note, and one more."""

    def and_one_more(hand: Hand, params: Params) -> None:
        gold(hand, params, task)
        gold(hand, params, "MarkorCreateNote", file_name=_NAME, text="more")

    return and_one_more


def a_word_short(hand: Hand, params: Params) -> None:
    """Not all of the text."""
    gold(hand, params, "MarkorCreateNote", text=params.text("text").rpartition(" ")[0])


def typed_and_not_pasted(hand: Hand, params: Params) -> None:
    """Something else than what was copied."""
    gold(hand, params, "MarkorCreateNote", text="what I have copied")


def not_sent(hand: Hand, params: Params) -> None:
    """The note alone."""
    gold(hand, params, "MarkorCreateNote")


def sent_alone(hand: Hand, params: Params) -> None:
    """The message alone."""
    gold(hand, params, "SimpleSmsSend", message=params.text("text"))


def sent_to_somebody_else(hand: Hand, params: Params) -> None:
    """Note and message, but to another number."""
    gold(hand, params, "MarkorCreateNoteAndSms", number="+15550001111")


def another_folder(hand: Hand, params: Params) -> None:
    """A folder of another name."""
    gold(hand, params, "MarkorCreateFolder", folder_name="folder")


def two_folders(hand: Hand, params: Params) -> None:
    """One too many."""
    gold(hand, params, "MarkorCreateFolder")
    gold(hand, params, "MarkorCreateFolder", folder_name="folder")


def a_note_of_that_name(hand: Hand, params: Params) -> None:
    """No folder."""
    gold(hand, params, "MarkorCreateNote", file_name=params.text("folder_name"), text="")


def merged(join: Callable[[list[str]], str], name: str) -> Near:
    """The three texts in another way."""

    def play(hand: Hand, params: Params) -> None:
        texts = [params.text(f"file{place}_content") for place in (1, 2, 3)]
        gold(hand, params, "MarkorCreateNote", file_name=params.text("new_file_name"), text=join(texts))

    play.__name__ = name
    return play


def merged_and_one_deleted(hand: Hand, params: Params) -> None:
    """Put together, and one of the three taken away."""
    gold(hand, params, "MarkorMergeNotes")
    gold(hand, params, "MarkorDeleteNote", file_name=params.text("file1_name"))


NEAR: Mapping[str, Sequence[Near]] = {
    "MarkorCreateNote": (renamed("MarkorCreateNote"), a_word_short, with_another("MarkorCreateNote")),
    "MarkorCreateNoteFromClipboard": (
        renamed("MarkorCreateNoteFromClipboard"),
        typed_and_not_pasted,
        with_another("MarkorCreateNoteFromClipboard"),
    ),
    "MarkorCreateNoteAndSms": (not_sent, sent_alone, sent_to_somebody_else),
    "MarkorCreateFolder": (another_folder, two_folders, a_note_of_that_name),
    "MarkorMergeNotes": (
        merged(lambda texts: "\n\n".join(reversed(texts)), "merged_from_the_end"),
        merged("\n".join, "merged_without_empty_lines"),
        merged_and_one_deleted,
    ),
}
