"""Nearly the right picture."""

from collections.abc import Mapping, Sequence

from tasks.gold.hand import Hand
from tasks.gold.params import Params
from tests.tasks.suites.attempt import Near, gold


def a_photo(hand: Hand, params: Params) -> None:
    """A photo."""
    gold(hand, params, "CameraTakePhoto")


def a_video(hand: Hand, params: Params) -> None:
    """A video."""
    gold(hand, params, "CameraTakeVideo")


def two_photos(hand: Hand, params: Params) -> None:
    """One too many."""
    gold(hand, params, "CameraTakePhoto")
    gold(hand, params, "CameraTakePhoto")


def two_videos(hand: Hand, params: Params) -> None:
    """One too many."""
    gold(hand, params, "CameraTakeVideo")
    gold(hand, params, "CameraTakeVideo")


def one_of_each(hand: Hand, params: Params) -> None:
    """What was asked for, and more."""
    gold(hand, params, "CameraTakePhoto")
    gold(hand, params, "CameraTakeVideo")


NEAR: Mapping[str, Sequence[Near]] = {
    "CameraTakePhoto": (a_video, two_photos, one_of_each),
    "CameraTakeVideo": (a_photo, two_videos, one_of_each),
}
