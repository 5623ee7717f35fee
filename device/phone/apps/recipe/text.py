"""Recipes as text: their lines, servings and scaled amounts, and the whole of one to be shared."""

import re
from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache

from device.phone.apps.recipe.store import Recipe

Translate = Callable[[str], str]
_VULGAR = {"½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅛": (1, 8)}
_NUMBER = rf"(?:\d+(?:[.,]\d+|\s*/\s*\d+)?|[{''.join(_VULGAR)}])"
_QUANTITY = re.compile(rf"\s*({_NUMBER})(?:(\s*[-–]\s*)({_NUMBER}))?(?=\s*\S)")
_COUNT = re.compile(r"\d+")
_HASHTAG = re.compile(r"#[\w-]+")
_STORE = "https://play.google.com/store/apps/details?id=com.flauschcode.broccoli"


def ingredient_lines(text: str) -> list[tuple[str, str]]:
    """Each line of the ingredients: its quantity ("" if it has none), and the rest."""
    lines = []
    for line in text.split("\n"):
        bare = re.sub(r"^\s*[-–]\s*(?=\S)", "", line).strip()
        if bare:
            found = _QUANTITY.match(bare)
            end = found.end() if found else 0
            lines.append((bare[:end].strip(), bare[end:].strip()))
    return lines


def direction_lines(text: str) -> list[str]:
    """Each step, without the number in front of it."""
    bare = (re.sub(r"^\s*\d+\.(?=\D)", "", line).strip() for line in text.split("\n"))
    return [line for line in bare if line]


def servings_of(text: str) -> int:
    """How many servings a recipe says it makes; 1 when it says nothing."""
    found = _COUNT.search(text)
    return max(1, int(found.group()[:4])) if found else 1


def scaled(quantity: str, factor: Fraction) -> str:
    """A quantity ("1/2", "2-3", "0,5", "¼") times a factor."""
    found = _QUANTITY.match(f"{quantity} x")
    if found is None or factor == 1:
        return quantity
    first, between, last = found.groups()
    whole = _told(_value(first) * factor)
    return f"{whole}{between}{_told(_value(last) * factor)}" if last else whole


def factor_of(text: str) -> Fraction | None:
    """A typed factor; None for what is none above zero."""
    try:
        value = Fraction(text.strip().replace(",", "."))
    except (ValueError, ZeroDivisionError):
        return None
    return value if 0 < value <= 1000 else None


def _value(number: str) -> Fraction:
    if number in _VULGAR:
        return Fraction(*_VULGAR[number])
    above, _, below = number.partition("/")
    if below:
        return Fraction(int(above), int(below) or 1)
    return Fraction(number.replace(",", "."))


def _told(value: Fraction) -> str:
    """Whole numbers as such, others with at most two places."""
    return f"{float(value):.2f}".rstrip("0").rstrip(".")


def hashtags(text: str) -> list[str]:
    """Each #word once, in order."""
    return list(dict.fromkeys(_HASHTAG.findall(text)))


def shared_text(tr: Translate, found: Recipe) -> str:
    """The recipe as it is sent to others."""
    facts = ((tr("Servings"), found.servings), (tr("Time"), found.time), (tr("Source"), found.source))
    known = [f"{label}: {value}" for label, value in facts if value]
    parts = [found.title.upper(), "\n".join(known), found.description]
    if found.ingredients:
        lines = [
            f"- {quantity} {rest}".replace("-  ", "- ")
            for quantity, rest in ingredient_lines(found.ingredients)
        ]
        parts.append("\n".join((f"{tr('Ingredients')}:", *lines)))
    if found.directions:
        steps = [f"{place}. {step}" for place, step in enumerate(direction_lines(found.directions), 1)]
        parts.append("\n".join((f"{tr('Directions')}:", *steps)))
    parts.append(tr("Shared with {}").format(_STORE))
    return "\n\n".join(part for part in parts if part)


@lru_cache(maxsize=4096)
def matches(found: Recipe, words: str) -> int:
    """How well a search finds it: the place of the first text with a match from 1 on; 0 = not at all.

    Every word must begin a word of the recipe.
    """
    wanted = words.lower().split()
    best = 0
    for word in wanted:
        pattern = re.compile(rf"(?<!\w){re.escape(word)}")
        place = next((n for n, text in enumerate(found.texts, 1) if pattern.search(text.lower())), 0)
        if not place:
            return 0
        best = min(best, place) if best else place
    return best or (0 if wanted else 1)
