"""Whether a text on the screen names what the owner named."""

import re

from agent.guard.fold import fold
from agent.language.clockface import shown_time, times_in

_HALF_DAY = 12


def names_it(name: str, text: str) -> bool:
    """Whether a text has a name in it, as words of its own; letters of Chinese stand for themselves.

    Times of day are the same however the screen writes them; 8:30 may be that of the evening too.
    """
    wanted, there = fold(name), fold(text)
    if not wanted:
        return False
    time = shown_time(name)
    if time is not None:
        is_either = time.hour <= _HALF_DAY and wanted[-1].isdigit()
        hours = _HALF_DAY if is_either else 2 * _HALF_DAY
        return any(
            shown.minute == time.minute and (shown.hour - time.hour) % hours == 0 for shown in times_in(text)
        )
    if not wanted.isascii():
        return wanted in there
    if re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", there):
        return True
    return set(re.findall(r"\w+", wanted)) <= set(re.findall(r"\w+", there))
