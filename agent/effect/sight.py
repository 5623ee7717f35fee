"""What a probe is, and what it says once it is read."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from agent.effect.effect import Standing
from agent.effect.source import Reader, Rows
from agent.guard.fold import letters


class Want(Enum):
    """What is to become of the rows of a probe."""

    BE = "be"
    """As the effect has it; see `Probe.holds`."""
    BECOME = "become"
    """One as the effect has it, whatever the others are; where that does not tell, as TELL."""
    DIFFER = "differ"
    """Something else than before."""
    COME = "come"
    """A new one."""
    EXIST = "exist"
    """One, be it new or not."""
    GO = "go"
    """None left."""
    TELL = "tell"
    """Nothing that rows could prove: they are evidence for the judge."""


def _unsaid(row: str) -> bool | None:
    return None


@dataclass(frozen=True, slots=True)
class Probe:
    """One thing that can be read, and what is wanted of it."""

    what: str
    read: Reader
    """None where the phone does not tell."""
    want: Want
    holds: Callable[[str], bool | None] = _unsaid
    """Whether a row is as the effect has it; None where it does not tell."""
    text: str = ""
    """What a row must hold, word for word, to be the one that is wanted."""
    is_verbatim: bool = False
    """Whether a row with another text is not the one, whatever a judge says."""
    is_whole: bool = False
    """Whether a row is all that is wanted, whatever it holds."""
    leaves_trace: bool = False
    """Whether it can't have happened where nothing is found.

    A call is listed only once it is over, and a day of an event that repeats goes while the event stays.
    """
    yields: bool = False
    """Whether a judge who does not find it met is believed rather: rows tell only the most of it."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What a probe says."""

    standing: Standing
    evidence: str
    binds: bool = False
    """Whether what is unknown stays so, whatever a judge says."""
    yields: bool = False
    """As of the probe."""
    doubts: bool = False
    """Whether the trace looked for is missing or differs: a judge who believes in it is asked twice."""


def compared(probe: Probe, before: Rows | None, now: Rows) -> Sight:
    """What the rows that were read now say, beside those that were read before the first touch."""
    told = f"{probe.what}: {_listed(now)}"
    if probe.want is Want.BE:
        return Sight(_by_rows(probe, now), told, yields=probe.yields)
    if probe.want is Want.BECOME and (standing := _by_any(probe, now)) is not Standing.UNKNOWN:
        return Sight(standing, told)
    if probe.want is Want.EXIST:
        return _found(probe, now, now if before is None else before, told)
    is_against = probe.want is Want.TELL and any(probe.holds(row) is False for row in now)
    if before is None or is_against:
        return Sight(Standing.UNKNOWN, told, binds=is_against)
    match probe.want:
        case Want.DIFFER:
            return Sight(Standing.MET if before != now else Standing.MISSING, told)
        case Want.TELL | Want.BECOME:
            was = "as before" if before == now else f"before: {_listed(before)}"
            stays = before == now and probe.leaves_trace
            return Sight(Standing.UNKNOWN, f"{told} ({was})", binds=stays)
        case Want.GO if set(map(_key, before)) - set(map(_key, now)):
            return Sight(Standing.MET if len(before) == 1 else Standing.UNKNOWN, told)
        case Want.GO if before and probe.leaves_trace:
            return Sight(Standing.MISSING, told)
        case Want.GO:
            return Sight(Standing.UNKNOWN, told, doubts=bool(before))
        case _:
            new = tuple(row for row in now if row not in before)
            return _found(probe, new, before, f"{probe.what}: {'; '.join(new) or 'no new one'}")


def _by_rows(probe: Probe, now: Rows) -> Standing:
    said = {probe.holds(row) for row in now}
    if said == {True}:
        return Standing.MET
    return Standing.MISSING if False in said else Standing.UNKNOWN


def _by_any(probe: Probe, rows: Rows) -> Standing:
    """One that is as it should be is enough; all of them must be otherwise for it to be missing."""
    said = {probe.holds(row) for row in rows}
    if True in said:
        return Standing.MET
    return Standing.MISSING if said == {False} else Standing.UNKNOWN


def _found(probe: Probe, rows: Rows, before: Rows, told: str) -> Sight:
    if not rows:
        return Sight(Standing.UNKNOWN, told, binds=probe.leaves_trace, doubts=not probe.is_whole)
    if sum(row not in before for row in rows) > 1 and not probe.is_whole:
        return Sight(Standing.UNKNOWN, told)  # one may be as wanted: that the others are, a judge must see
    standing = _by_any(probe, rows)
    if standing is not Standing.UNKNOWN:
        return Sight(standing, told)
    if probe.is_whole or (probe.text and any(_ends_with(row, probe.text) for row in rows)):
        return Sight(Standing.MET, told)
    differs = probe.is_verbatim and not any(_reads_as(row, probe.text) for row in rows)
    return Sight(Standing.UNKNOWN, told, binds=differs, doubts=bool(probe.text))


def _listed(rows: Rows) -> str:
    return "; ".join(rows) or "none"


def _key(row: str) -> str:
    """What a row is known by: it stands before the colon, what may change behind it."""
    return row.partition(": ")[0]


def _ends_with(row: str, text: str) -> bool:
    """Whether a row's text, which stands behind a colon, is this one."""
    return " ".join(row.partition(": ")[2].split()) == " ".join(text.split())


def _reads_as(row: str, text: str) -> bool:
    """Whether its text is this one but for case, signs and blanks."""
    return letters(row.partition(": ")[2]) == letters(text)
