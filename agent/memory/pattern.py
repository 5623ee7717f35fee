"""Words with places for values: "wake me at {time}", and what stands there in a goal that is worded so."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

_SLOT = re.compile(r"\{(\w+)\}")
_QUOTE = '["“”„「」『』]'
_END = r"[\s.!?。！？]*"


def slots(pattern: str) -> tuple[str, ...]:
    """The names of its places, in order; () for words without any."""
    return tuple(dict.fromkeys(_SLOT.findall(pattern)))


def matched(pattern: str, text: str) -> Mapping[str, str] | None:
    """What stands in each place where the whole text is worded so; None where it is not.

    Values are as they stand in the text, and never empty; a place that is named twice holds the same twice.
    """
    if not any(map(str.isalnum, _SLOT.sub("", pattern))):
        return None  # places alone would be worded as anything is
    found = _compiled(pattern).fullmatch(text.strip())
    return found.groupdict() if found else None


def closest(patterns: Iterable[str], text: str) -> str:
    """Of those that the text is worded by, the one with the most words of its own; "" for none."""
    apt = (each for each in patterns if matched(each, text) is not None)
    return max(apt, key=lambda each: (len(each) - sum(map(len, slots(each))), each), default="")


def filled(pattern: str, values: Mapping[str, str]) -> str:
    """The pattern with its places filled; one that has no value stays as it is."""
    return _SLOT.sub(lambda slot: values.get(slot[1], slot[0]), pattern)


@lru_cache(maxsize=500)
def _compiled(pattern: str) -> re.Pattern[str]:
    said: set[str] = set()
    parts: list[str] = []
    for place, part in enumerate(_SLOT.split(pattern.strip())):
        if place % 2 == 0:
            parts.append(_literal(part))
        else:
            parts.append(f"(?P={part})" if part in said else f"(?P<{part}>\\S.*?)")
            said.add(part)
    return re.compile("".join(parts) + _END, re.IGNORECASE | re.DOTALL)


def _literal(text: str) -> str:
    """The words however they are blanked and quoted."""
    spelt = re.sub(r"(?:\\?\s)+", r"\\s+", re.escape(text))
    return re.sub(_QUOTE, lambda _quote: _QUOTE, spelt)
