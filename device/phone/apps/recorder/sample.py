"""Somebody's recordings."""

import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from pydantic import TypeAdapter

from device.phone.apps.preference import set_preference
from device.phone.apps.recorder.sound import Quality, recording
from device.phone.apps.recorder.store import PACKAGE, RecorderRecord, place_for, save
from device.phone.apps.recorder.wave import kept_wave
from device.phone.system.context import Context

_HOUR_MS = 3_600_000
_LONG_S, _LONG = 300, Quality(rate=16_000, bitrate=48_000, channels=1)
"""What lasts longer than so many seconds is recorded so as to take less room."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """One recording of the files beside this one."""

    name: str
    hours: int
    """From now (negative: ago)."""
    seconds: int
    marked: bool = False


def fill(context: Context) -> None:
    """Put them on the phone, in its language and before its date; its first start is over."""
    set_preference(context, PACKAGE, "set_up", "1")
    for place, spoken in enumerate(_read("zh" if context.language == "zh" else "en")):
        made, length = context.clock.date_ms + spoken.hours * _HOUR_MS, spoken.seconds * 1000
        quality = _LONG if spoken.seconds > _LONG_S else Quality()
        data = _written(quality, length, made // 1000)
        record = RecorderRecord(
            place_for(context, spoken.name, quality.format),
            spoken.name,
            length,
            made,
            len(data),
            quality.rate,
            quality.channels,
            quality.bitrate,
            spoken.marked,
            wave=kept_wave(place, length),
        )
        save(context, record, data)


@lru_cache(maxsize=8)
def _written(quality: Quality, length_ms: int, made_s: int) -> bytes:
    """The same file for every phone that is filled."""
    return recording(quality, length_ms, made_s)


@cache
def _read(language: str) -> list[Spoken]:
    text = (Path(__file__).parent / f"sample_{language}.toml").read_text("utf-8")
    return TypeAdapter(list[Spoken]).validate_python(tomllib.loads(text)["record"])
