"""Probes: what the phone's own state, read over adb, says of a required effect.

A probe is read before the first touch and again when the goal is claimed. What it finds is proof where the
effect is wholly told by it (a switch, a call, a text sent word for word); else it is evidence for the judge.
Where a thing must leave a trace and there is none, no judge can make up for that.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from agent.effect.effect import Effect, EffectKind, Requirement, Standing
from agent.effect.source import PhoneState, Rows, calls, contacts, events, files, is_sms, messages, setting
from agent.language.feature import Feature, table


class Want(Enum):
    """What is to become of the rows of a probe."""

    BE = "be"
    """One of some values."""
    DIFFER = "differ"
    """Something else than before."""
    COME = "come"
    """A new one."""
    GO = "go"
    """None left."""


@dataclass(frozen=True, slots=True)
class Probe:
    """One thing that can be read, and what is wanted of it."""

    what: str
    read: Callable[[PhoneState], Rows | None]
    """None where the phone does not tell."""
    want: Want
    values: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    """Of what is to be one of the values: what says that it is not."""
    text: str = ""
    """What a new row must hold, word for word, to be the one that is wanted."""
    is_whole: bool = False
    """Whether a new row is all that is wanted, whatever it holds."""
    leaves_trace: bool = False
    """Whether it can't have happened where nothing is found.

    A call is listed only once it is over, and a day of an event that repeats goes while the event stays.
    """


@dataclass(frozen=True, slots=True)
class Sight:
    """What a probe says."""

    standing: Standing
    evidence: str
    binds: bool = False
    """Whether what is unknown stays so, whatever a judge says."""


def probe_of(effect: Effect, phone: PhoneState) -> Probe | None:
    """The probe that tells of an effect; None where the phone's state does not."""
    match effect.kind:
        case EffectKind.CHANGE:
            return _of_switch(effect)
        case EffectKind.SEND if effect.object and is_sms(effect.place, phone):
            what, read = f"texts sent to {effect.object}", messages(effect.object)
            return Probe(what, read, Want.COME, text=effect.content, leaves_trace=True)
        case EffectKind.CALL if effect.object:
            return Probe(f"calls to {effect.object}", calls(effect.object), Want.COME, is_whole=True)
        case EffectKind.CREATE | EffectKind.DELETE if effect.object:
            return _of_thing(effect, phone)
        case _:
            return None


def sight_of(requirement: Requirement, phone: PhoneState) -> Sight | None:
    """What the phone's state says now of a required effect; None where it has no say."""
    probe = probe_of(requirement.effect, phone)
    if probe is None:
        return None
    now = probe.read(phone)
    if now is None:
        return Sight(Standing.UNKNOWN, f"the phone does not tell {probe.what}")
    return _compared(probe, requirement.baseline, now)


def _of_switch(effect: Effect) -> Probe | None:
    found = _feature(effect.place)
    if found is None or not found.setting:
        return None
    states = {"on": (found.on, found.off), "off": (found.off, found.on)}
    what, read = f"setting {found.setting}", setting(found.setting)
    if effect.amount == "toggle":
        return Probe(what, read, Want.DIFFER)
    if effect.amount not in states:
        return None
    values, others = states[effect.amount]
    return Probe(what, read, Want.BE, values, others)


def _feature(name: str) -> Feature | None:
    """The switch that goes by this name."""
    wanted = name.strip().casefold()
    return next(
        (
            item
            for item in table().switch
            if wanted in {item.title.casefold(), *(row.casefold() for row in item.rows)}
        ),
        None,
    )


def _of_thing(effect: Effect, phone: PhoneState) -> Probe | None:
    gone = effect.kind is EffectKind.DELETE
    want = Want.GO if gone else Want.COME
    packages = phone.named(effect.place)
    if any("contacts" in package for package in packages):
        return Probe(f"contacts called {effect.object}", contacts(effect.object), want, leaves_trace=gone)
    if any("calendar" in package for package in packages):
        return Probe(f"events called {effect.object}", events(effect.object), want)
    if effect.place.casefold() == "note" or any("markor" in package for package in packages):
        return Probe(f"files called {effect.object}", files(effect.object), want, leaves_trace=gone)
    return None


def _compared(probe: Probe, before: Rows | None, now: Rows) -> Sight:
    told = f"{probe.what}: {'; '.join(now) or 'none'}"
    if probe.want is Want.BE:
        standing = Standing.MET if set(now) <= set(probe.values) else Standing.UNKNOWN
        return Sight(Standing.MISSING if set(now) & set(probe.others) else standing, told)
    if before is None:
        return Sight(Standing.UNKNOWN, told)
    match probe.want:
        case Want.DIFFER:
            return Sight(Standing.MET if before != now else Standing.MISSING, told)
        case Want.GO if set(before) - set(now):
            return Sight(Standing.MET if len(before) == 1 else Standing.UNKNOWN, told)
        case Want.GO:
            return Sight(Standing.MISSING if before and probe.leaves_trace else Standing.UNKNOWN, told)
        case _:
            return _arrived(probe, tuple(row for row in now if row not in before))


def _arrived(probe: Probe, new: Rows) -> Sight:
    if not new:
        return Sight(Standing.UNKNOWN, f"{probe.what}: no new one", binds=probe.leaves_trace)
    told = f"{probe.what}: {'; '.join(new)}"
    is_it = probe.is_whole or (probe.text and any(_ends_with(row, probe.text) for row in new))
    return Sight(Standing.MET if is_it else Standing.UNKNOWN, told)


def _ends_with(row: str, text: str) -> bool:
    """Whether a row's text, which stands behind a colon, is this one."""
    return " ".join(row.partition(": ")[2].split()) == " ".join(text.split())
