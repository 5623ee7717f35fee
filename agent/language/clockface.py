"""Times of day as screens show them."""

import re
import unicodedata

from agent.language.when import TimeOfDay

_HALVES = {"am": 0, "上午": 0, "凌晨": 0, "早上": 0, "pm": 12, "下午": 12, "中午": 12, "晚上": 12}
_TIME = re.compile(
    r"(?P<before>上午|下午|凌晨|早上|中午|晚上)?(?P<h>\d{1,2})[::.](?P<m>\d{2})(?P<after>[ap]m|上午|下午)?",
    re.IGNORECASE,
)


def times_in(text: str) -> tuple[TimeOfDay, ...]:
    """The times of day that stand anywhere in a text, in order."""
    plain = unicodedata.normalize("NFKC", text).lower().replace(".m.", "m").replace(".m", "m")
    found = (shown_time(each[0]) for each in _TIME.finditer(re.sub(r"\s+(?=[ap]m\b)", "", plain)))
    return tuple(time for time in found if time is not None)


def shown_time(text: str) -> TimeOfDay | None:
    """The time of day that a label is (`7:30 AM`, `07:30`, `上午7:30`); None when it is something else."""
    plain = unicodedata.normalize("NFKC", text).lower().replace(".m.", "m").replace(".m", "m")
    found = _TIME.fullmatch("".join(plain.split()))
    if found is None:
        return None
    hour, minute = int(found["h"]), int(found["m"])
    half = found["before"] or found["after"]
    if half is not None:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + _HALVES[half]
    return TimeOfDay(hour, minute) if hour < 24 and minute < 60 else None
