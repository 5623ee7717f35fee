"""Whether a text on the screen names what the owner named."""

import re
from functools import lru_cache

from agent.guard.fold import fold
from agent.language.clockface import shown_time, times_in
from agent.language.when import TimeOfDay, find_time
from agent.memory.words import words

_HALF_DAY = 12


def names_it(name: str, text: str) -> bool:
    """Whether a text has a name in it, as words of its own; letters of Chinese stand for themselves.

    Times of day are the same however the screen writes them; 8:30 may be that of the evening too.
    """
    wanted, there = fold(name), fold(text)
    if not wanted:
        return False
    time = _time_of(name)
    if time is not None:
        is_either = time.hour <= _HALF_DAY and re.search(r"[ap]\.?m|[上下]午", wanted) is None
        hours = _HALF_DAY if is_either else 2 * _HALF_DAY
        return any(
            shown.minute == time.minute and (shown.hour - time.hour) % hours == 0 for shown in times_in(text)
        )
    if not wanted.isascii():
        return wanted in there
    if wanted in there and re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", there):
        return True
    return _words_of(wanted) <= _words_of(there)


@lru_cache(maxsize=4096)
def _words_of(folded: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", folded))


def names_thing(name: str, text: str) -> bool:
    """Whether a text names a thing; a common noun may have another ending: "rehearsals"."""
    if names_it(name, text):
        return True
    return (
        name.islower() and name.isascii() and not is_one_thing(name) and set(words(name)) <= set(words(text))
    )


def is_one_thing(name: str) -> bool:
    """Whether a name can be read in one way only, as a time, a number and a file's name can."""
    return _time_of(name) is not None or name.isdigit() or "." in name


@lru_cache(maxsize=4096)
def _time_of(name: str) -> TimeOfDay | None:
    """The time of day that a name is, as "8:30" or "9 o'clock"; a number alone is none."""
    found = None if name.isdigit() else find_time(name)
    return shown_time(name) or (found[0] if found is not None and not found[1] else None)
