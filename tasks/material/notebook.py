"""Markor's notebook: notes put into it before a run."""

from collections.abc import Iterable, Mapping

from tasks.stage import Stage

NOTEBOOK = "Documents/Markor"
"""Under the user's storage."""
NOTES = f"{NOTEBOOK}/*"
"""All that is in it, in its folders too."""


def note(name: str) -> str:
    """Where a note of that name is."""
    return f"{NOTEBOOK}/{name}"


def put_notes(stage: Stage, notes: Mapping[str, str], noise: Iterable[str] = ()) -> None:
    """Have these notes alone, by name (a folder's with a slash), and others of the names of `noise`.

    Each is written with a line break at its end, as editors do.
    """
    stage.empty(NOTEBOOK)
    whole = {**{name: f"Notes for {name.partition('.')[0]}" for name in noise}, **notes}
    for name, text in sorted(whole.items()):
        stage.file(note(name), f"{text}\n")


def put_folders(stage: Stage, *names: str) -> None:
    """Have these folders in the notebook, whatever is in them."""
    for name in names:
        stage.have_folder(note(name))
