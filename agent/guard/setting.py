"""Which setting of the phone an effect is about, and whether a control sets it."""

import re
from functools import lru_cache

from agent.effect.effect import Effect
from agent.guard.fold import fold, letters
from agent.language.feature import Feature, table
from agent.memory.words import words

_STATES = frozenset({"on", "off", "toggle", "up", "down", "max", "min"})


def is_setting(effect: Effect) -> bool:
    """Whether the effect is on a setting of the phone, by its place or by the state it is to have."""
    amount = effect.amount.strip().casefold()
    return bool(_features(effect.place)) or amount in _STATES or amount.endswith("%")


def is_about(effect: Effect, texts: tuple[str, ...]) -> bool:
    """Whether a control of Settings or the shade, by its texts, is the effect's.

    A setting that feature.toml knows is told by its labels in any language, another by its words.
    """
    names = [name for name in (effect.place, effect.object) if name]
    known = [item for name in names for item in _features(name)]
    labels = {letters(label) for item in known for label in (item.title, *item.rows)}
    if labels & {letters(text) for text in texts}:
        return True
    patterns = [pattern for item in known for pattern in item.said]
    if any(re.search(pattern, fold(text), re.I) for pattern in patterns for text in texts):
        return True
    if known:
        return False
    there = {word for text in texts for word in words(text)}
    wanted = [set(words(name)) for name in names]  # of Chinese, pairs of letters
    return any(each and 2 * len(each & there) >= len(each) for each in wanted)


@lru_cache(maxsize=256)
def _features(name: str) -> tuple[Feature, ...]:
    """The settings that go by a name."""
    said, known = fold(name), table()
    return tuple(
        item
        for item in (*known.switch, *known.level, *known.reading)
        if said
        and (
            letters(name) in {letters(label) for label in (item.title, *item.rows)}
            or any(re.fullmatch(pattern, said, re.I) for pattern in item.said)
        )
    )
