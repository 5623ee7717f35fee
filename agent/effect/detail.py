"""What a row of a provider tells of an effect's details: a contact's number, when an event begins."""

import re
from collections.abc import Callable

from agent.effect.effect import Effect
from agent.effect.source import same_number

Holds = Callable[[str], bool | None]
"""Whether a row is as an effect has it; None where it does not tell."""
_NUMBER = re.compile(r"\+?\d[\d\s()./-]{3,}\d")
_MOMENT = re.compile(r"(?P<day>\d{4}-\d{2}-\d{2})?T?(?P<time>\d{2}:\d{2})?")
_OTHER = re.compile(r"[@\"“„«「『]")
"""Signs of something else in the words of an effect that a telephone number does not tell."""


def has_number(effect: Effect) -> Holds:
    """Whether a contact has the numbers that the effect names.

    That it has them is no proof where the effect tells more of it.
    """
    wanted = _NUMBER.findall(effect.content or effect.text)
    is_all = bool(_NUMBER.fullmatch(effect.content.strip())) and not _OTHER.search(effect.text)

    def holds(row: str) -> bool | None:
        there = _NUMBER.findall(row.partition(": ")[2])
        has_all = all(any(same_number(one, number) for number in there) for one in wanted)
        return None if not wanted or (has_all and not is_all) else has_all

    return holds


def begins_otherwise(effect: Effect) -> Holds:
    """Tell an event that begins on another day or at another time; what else there is to it a judge sees."""
    found = _MOMENT.fullmatch(effect.when)

    def holds(row: str) -> bool | None:
        start = row.partition(": ")[2].partition(" to ")[0]
        wanted = [found[name] for name in ("day", "time") if found and found[name]]
        is_whole_day = ":" not in start
        missed = [one for one in wanted if one not in start and not (is_whole_day and ":" in one)]
        return False if missed else None

    return holds
