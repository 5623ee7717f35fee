"""Probes: what the phone's own state, read over adb, says of a required effect.

A probe is read before the first touch and again when the goal is claimed. What it finds is proof where the
effect is wholly told by it (a switch, a volume, a call, a text sent word for word); else it is evidence for
the judge. Where a thing must leave a trace and there is none, no judge can make up for that.
"""

import re

from agent.effect import reader
from agent.effect.detail import begins_otherwise, has_number
from agent.effect.effect import Effect, EffectKind, Requirement, Standing
from agent.effect.sight import Probe, Sight, Want, compared
from agent.effect.source import PhoneState, is_sms
from agent.language.feature import Feature, table
from agent.language.when import find_time

_DAY = len("2026-03-05")
_FILE = re.compile(r"[^/\s][^/]*\.\w{1,5}")
"""The name of a file, with its ending."""
_FILE_APPS = ("markor", "documentsui", "filemanager")
"""Parts of the package names of apps whose things are files of the storage."""
_PERCENT = re.compile(r"(\d{1,3})\s*[%％]?")
_VOLUME = re.compile(r"(\d+) of (\d+)\.\.(\d+)")


def probe_of(effect: Effect, phone: PhoneState) -> Probe | None:
    """The probe that tells of an effect; None where the phone's state does not."""
    match effect.kind:
        case EffectKind.CHANGE:
            return _of_switch(effect) or _of_level(effect) or _of_thing(effect, phone)
        case EffectKind.SEND if effect.object and is_sms(effect.place, phone):
            what, read = f"texts sent to {effect.object}", reader.messages(effect.object)
            is_verbatim = bool(effect.content) and not effect.source
            return Probe(
                what, read, Want.COME, text=effect.content, is_verbatim=is_verbatim, leaves_trace=True
            )
        case EffectKind.CALL if effect.object:
            return Probe(f"calls to {effect.object}", reader.calls(effect.object), Want.COME, is_whole=True)
        case EffectKind.CREATE | EffectKind.DELETE:
            return _of_thing(effect, phone)
        case EffectKind.INSTALL if effect.object:
            return Probe(
                f"apps called {effect.object}", reader.apps(effect.object), Want.EXIST, is_whole=True
            )
        case EffectKind.OPEN:
            return _of_app(effect, phone)
        case _:
            return None


def sight_of(requirement: Requirement, phone: PhoneState) -> Sight | None:
    """What the phone's state says now of a required effect; None where it has no say."""
    probe = probe_of(requirement.effect, phone)
    if probe is None:
        return None
    now = probe.read(phone)
    if now is None:
        return Sight(Standing.UNKNOWN, f"the phone does not tell: {probe.what}")
    return compared(probe, requirement.baseline, now)


def setting_of(effect: Effect) -> str:
    """The title of the switch or slider that an effect sets; "" where it sets none."""
    if effect.kind is not EffectKind.CHANGE:
        return ""
    found = _feature(effect.place, table().switch) or _feature(effect.place, table().level)
    return found.title if found is not None else ""


def _of_switch(effect: Effect) -> Probe | None:
    found = _feature(effect.place, table().switch)
    if found is None or not found.setting:
        return None
    what, read = f"setting {found.setting}", reader.setting(found.setting)
    if effect.amount == "toggle":
        return Probe(what, read, Want.DIFFER)
    said = {"on": (found.on, found.off), "off": (found.off, found.on)}.get(effect.amount)
    if said is None:
        return None
    values, others = said
    return Probe(what, read, Want.BE, lambda row: True if row in values else False if row in others else None)


def _of_level(effect: Effect) -> Probe | None:
    """Of a slider: a volume tells its steps; of the brightness only the highest is the same on all phones."""
    found = _feature(effect.place, table().level)
    if found is None:
        return None
    percent = _PERCENT.fullmatch(effect.amount.strip())
    want = Want.BE if percent else Want.TELL
    share = int(percent[1]) / 100 if percent else 0.0
    if found.stream is not None:
        return Probe(found.title, reader.volume(found.stream), want, lambda row: _is_at(row, share))
    full = found.full if share == 1 else None
    return Probe(
        f"setting {found.setting}", reader.setting(found.setting), want, lambda row: row == full or None
    )


def _is_at(row: str, share: float) -> bool | None:
    """Whether a volume is at the step next to a share of its range, or of all up from nothing."""
    told = _VOLUME.fullmatch(row)
    if told is None:
        return None
    level, low, high = map(int, told.groups())
    return min(abs(level - share * high), abs(level - low - share * (high - low))) < 1


def _feature(name: str, features: tuple[Feature, ...]) -> Feature | None:
    """The switch or slider that goes by this name."""
    wanted = name.strip().casefold()
    for item in features:
        if wanted in {item.title.casefold(), *(row.casefold() for row in item.rows)}:
            return item
    return None


def _of_thing(effect: Effect, phone: PhoneState) -> Probe | None:
    """Of what an app keeps. A note of Markor is a file: no file of its name, no such note."""
    name, kind = effect.object, effect.kind
    want = {EffectKind.CREATE: Want.EXIST, EffectKind.DELETE: Want.GO}.get(kind, Want.TELL)
    packages = phone.named(effect.place)
    if any("clock" in package for package in packages):
        return _of_alarm(effect)
    if any("camera" in package for package in packages) and kind is EffectKind.CREATE:
        return Probe("photos and videos", reader.pictures, Want.COME, leaves_trace=True)
    if not name:
        return None
    gone = kind is EffectKind.DELETE
    if any("contacts" in package for package in packages):
        what, read = f"contacts called {name}", reader.contacts(name)
        want = Want.BECOME if want is Want.TELL else want
        return Probe(what, read, want, has_number(effect), leaves_trace=gone)
    if any("calendar" in package for package in packages):
        day = effect.when[:_DAY] if gone else ""
        want = {Want.EXIST: Want.COME, Want.TELL: Want.BECOME}.get(want, want)
        return Probe(f"events called {name}", reader.events(name, day), want, begins_otherwise(effect))
    in_files = any(part in package for package in packages for part in _FILE_APPS)
    if in_files or effect.place.casefold() == "note" or _FILE.fullmatch(name):
        must_be = gone or (in_files and want is Want.EXIST) or want is Want.TELL
        what, read = f"files called {name}", reader.notes(name)
        return Probe(what, read, want, text=effect.content, leaves_trace=must_be)
    if gone and not effect.place:
        return Probe(f"apps called {name}", reader.apps(name), want, leaves_trace=True)
    return None


def _of_alarm(effect: Effect) -> Probe:
    """Of the next alarm of all: whether it is the one that is wanted can only be told by its time.

    One that still rings at a time at which none is to ring speaks against it, but there may be two of a time.
    """
    amount = "" if effect.amount.casefold() in ("on", "off") else effect.amount
    said = effect.when.rpartition("T")[2] or amount or effect.object
    wanted = find_time(said)
    is_time = wanted is not None and not wanted[1].strip()
    is_told = effect.kind is EffectKind.CREATE and is_time
    is_silent = effect.kind is EffectKind.CHANGE and effect.amount.casefold() == "off"

    def holds(row: str) -> bool | None:
        found = find_time(row)
        if not (is_time and found and wanted and found[0] == wanted[0]):
            return None
        return False if is_silent else is_told or None

    return Probe("next alarm", reader.next_alarm, Want.BE if is_told else Want.TELL, holds, yields=True)


def _of_app(effect: Effect, phone: PhoneState) -> Probe | None:
    """Of the app that is to be in front; which of its pages is for the judge to see."""
    packages = phone.named(effect.place or effect.object)
    if not packages:
        return None
    is_all = not effect.object or effect.object.casefold() == effect.place.casefold()
    want = Want.BE if is_all else Want.TELL
    return Probe("in front", reader.in_front, want, lambda row: row in packages or None, yields=True)
