"""Nearly the right file."""

from collections.abc import Mapping, Sequence

from tasks.gold.hand import Hand
from tasks.gold.params import Params
from tests.tasks.suites.attempt import Near, gold


def another_deleted(hand: Hand, params: Params) -> None:
    """One of the others."""
    gold(hand, params, "FilesDeleteFile", file_name=params.texts("noise_candidates")[0])


def one_more_deleted(hand: Hand, params: Params) -> None:
    """The right one, and one of the others."""
    gold(hand, params, "FilesDeleteFile")
    another_deleted(hand, params)


def moved_elsewhere(hand: Hand, params: Params) -> None:
    """Into another folder than the one that is meant."""
    taken = (params.text("source_folder"), params.text("destination_folder"))
    other = next(name for name in ("Ringtones", "Podcasts", "Alarms") if name not in taken)
    gold(hand, params, "FilesMoveFile", destination_folder=other)


def another_moved(hand: Hand, params: Params) -> None:
    """One of the others."""
    gold(hand, params, "FilesMoveFile", file_name=params.texts("noise_candidates")[0])


def one_more_moved(hand: Hand, params: Params) -> None:
    """The right one, and one of the others."""
    gold(hand, params, "FilesMoveFile")
    another_moved(hand, params)


def deleted_instead(hand: Hand, params: Params) -> None:
    """Gone from where it was, and nowhere else."""
    gold(hand, params, "FilesDeleteFile", subfolder=params.text("source_folder"))


NEAR: Mapping[str, Sequence[Near]] = {
    "FilesDeleteFile": (another_deleted, one_more_deleted),
    "FilesMoveFile": (moved_elsewhere, another_moved, one_more_moved, deleted_instead),
}
