"""Nearly the right recording."""

from collections.abc import Mapping, Sequence

from tasks.gold.hand import Hand
from tasks.gold.params import Params
from tests.tasks.suites.attempt import Near, gold


def two(hand: Hand, params: Params) -> None:
    """One too many."""
    gold(hand, params, "AudioRecorderRecordAudio")
    gold(hand, params, "AudioRecorderRecordAudio")


def a_photo(hand: Hand, params: Params) -> None:
    """Something else altogether."""
    gold(hand, params, "CameraTakePhoto")


def under_another_name(hand: Hand, params: Params) -> None:
    """Called otherwise."""
    gold(hand, params, "AudioRecorderRecordAudioWithFileName", file_name="something_else.m4a")


def under_its_own_name(hand: Hand, params: Params) -> None:
    """Called what the app calls it."""
    gold(hand, params, "AudioRecorderRecordAudio")


def and_another(hand: Hand, params: Params) -> None:
    """The right one and one more."""
    gold(hand, params, "AudioRecorderRecordAudioWithFileName")
    under_another_name(hand, params)


NEAR: Mapping[str, Sequence[Near]] = {
    "AudioRecorderRecordAudio": (two, a_photo),
    "AudioRecorderRecordAudioWithFileName": (under_another_name, under_its_own_name, and_another),
}
