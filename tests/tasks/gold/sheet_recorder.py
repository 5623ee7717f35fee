"""Sheets for recordings."""

from collections.abc import Mapping
from random import Random

from tasks.chance import varied
from tests.tasks.gold.case import Case
from tests.tasks.gold.case_recorder import CASES, named, used
from tests.tasks.gold.sheet import Draw

_SUBJECTS = (
    "choir",
    "board_meeting",
    "grandmother",
    "physics",
    "birdsong",
    "dream",
    "radio_play",
    "questions",
)


def _record(random: Random) -> Case:
    return random.choice(CASES[:2])


def _by_name(random: Random) -> Case:
    name = varied(random, f"{random.choice(_SUBJECTS)}.m4a")
    values = {"file_name": name, "text": ""}
    if random.random() < 0.5:
        return Case("AudioRecorderRecordAudioWithFileName", named(name), values)
    return Case("AudioRecorderRecordAudioWithFileName", named(name), values, before=used)


SHEETS: Mapping[str, Draw] = {
    "AudioRecorderRecordAudio": _record,
    "AudioRecorderRecordAudioWithFileName": _by_name,
}
