"""Exchanges one piece of a goal for another of its kind: a time, a number, a setting, a name."""

import re
from collections.abc import Sequence
from functools import cache

from agent.language.errand import CompleteTask, Create, CreateEvent, Delete, Tell
from agent.language.feature import table
from agent.language.intention import Intention
from agent.language.saying import is_quoted, person_of, title_of, unquoted

_ZH = "[一二两三四五六七八九十]"
TIME = re.compile(
    r"(?<![a-z0-9_])\d{1,2}[:.]\d{2}(?:\s?[ap]\.?m\b\.?)?|(?<![a-z0-9_])\d{1,2}\s?[ap]\.?m\b\.?"
    rf"|(?:早上|上午|中午|下午|晚上)?(?:\d{{1,2}}|{_ZH}{{1,2}})点(?:钟|半|[一三]刻|(?:\d{{1,2}}|{_ZH}{{1,3}})分?)?",
    re.I,
)
NUMBER = re.compile(r"\+?\d[\d ()-]{5,}\d")
_SHARE = re.compile(r"\d{1,3} ?(?:%|percent\b|per cent\b)|百分之\d{1,3}", re.I)
_UNIT = r"(?:hours?|hrs?|minutes?|mins?|seconds?|secs?|h|m|s|个?小时|分钟?|秒钟?)(?![a-z])"
_LENGTH = re.compile(rf"\d+(?:\.\d+)? ?{_UNIT}(?:,? ?(?:and )?\d+ ?{_UNIT})*", re.I)
_DAY = re.compile(
    r"\b(?:today|(?:the )?day after tomorrow|tomorrow|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b"
    r"|今天|明天|后天|(?:周|星期|礼拜)[一二三四五六日天]",
    re.I,
)
_MONEY = re.compile(r"[$¥€£] ?\d+(?:\.\d+)?|\d+(?:\.\d+)? ?[元块]")
_SUM = re.compile(r"[$¥€£]? ?(\d+(?:\.\d+)?)(?: ?[元块])?")
_VALUES = re.compile(f"({NUMBER.pattern}|{_MONEY.pattern}|{TIME.pattern}|{_DAY.pattern})", re.I)
_JOIN = re.compile(
    r"^[\s,，:：的]*(?:(?:on|at|for|to)\b)?[\s,，]*"
    r"|[\s,，:：]*(?:\b(?:on|at|for|to|(?:with )?(?:the )?(?:phone )?number|phone)"
    r"|(?:手机|电话)(?:号码?)?(?:是|为)?)?[\s,，]*的?$",
    re.I,
)
"""What joins the values of a row."""
_QUOTED = re.compile(r"\"[^\"]*\"|“[^”]*”")
_BARE = re.compile(r"\d{1,3}")
_NAME = re.compile(r"[A-Z][\w'’.-]*(?: [A-Z][\w'’.-]*){0,3}|[\u4e00-\u9fff·]{2,6}\d{0,3}")
_FILE = re.compile(r"[^\s.]+\.[a-z]{1,4}")
_NO_NAME = re.compile("[点快慢不没别了吗呢吧等停要是先再好这那]")
_HALF = re.compile(r"\s?[ap]\.?m\b\.?$", re.I)
_HALF_ZH = re.compile(r"^(?:早上|上午|中午|下午|晚上)")
_NAMED = ("who", "name", "title")
"""Fields of an intention that hold what somebody or something is called, whom it is for first."""


@cache
def features() -> tuple[re.Pattern[str], ...]:
    """What each setting is called in a goal."""
    return tuple(re.compile("|".join(one.said), re.I) for one in (*table().switch, *table().level))


def settings_in(text: str) -> list[re.Match[str]]:
    """The settings that a text names, in order; of two that overlap the one with the longer name."""
    found = sorted(
        (match for pattern in features() for match in pattern.finditer(text) if match[0]),
        key=lambda match: len(match[0]),
        reverse=True,
    )
    kept: list[re.Match[str]] = []
    for match in found:
        if all(match.end() <= other.start() or other.end() <= match.start() for other in kept):
            kept.append(match)
    return sorted(kept, key=lambda match: match.start())


def with_value(goal: str, value: str) -> str:
    """The goal with its time, number, length, day or quoted text exchanged for another.

    "" where the value is none, or the goal has not just one of its kind.
    """
    for kind in (_QUOTED, _SHARE, _LENGTH, _MONEY, TIME, NUMBER, _DAY):
        if kind.fullmatch(value):
            return _spliced(goal, list(kind.finditer(goal)), value)
    if not _BARE.fullmatch(value):
        return ""
    kinds = [kind for kind in (_SHARE, _LENGTH, _MONEY, TIME) if kind.search(goal)]
    return _spliced(goal, list(kinds[0].finditer(goal)), value) if len(kinds) == 1 else ""


def values_in(text: str) -> list[str]:
    """The values of a row ("Friday at 4pm", "Lunch $12") one by one, with what stands between them."""
    pieces = _VALUES.split(text)
    bare = (piece if place % 2 else _JOIN.sub("", piece) for place, piece in enumerate(pieces))
    return [piece.strip() for piece in bare if piece.strip()]


def with_text(goal: str, value: str, parts: Sequence[Intention]) -> str:
    """The goal with what is to be written in a note exchanged for another quoted text; "" where it can't be.

    What is quoted is a text sooner than a name.
    """
    texts = [
        text for part in parts if isinstance(part, Create) and (text := dict(part.values).get("text", ""))
    ]
    if len(texts) != 1 or not _QUOTED.fullmatch(value):
        return ""
    own = re.escape(texts[0])
    return _spliced(goal, list(re.finditer(rf'"{own}"|“{own}”|{own}', goal)), value)


def with_amount(goal: str, value: str, parts: Sequence[Intention]) -> str:
    """The goal with what was paid exchanged for another sum; "" where it can't be."""
    sums = [
        dict(part.values)["amount"] for part in parts if isinstance(part, Create) and part.kind == "expense"
    ]
    new = _SUM.fullmatch(value)
    if len(sums) != 1 or new is None:
        return ""
    places = list(re.finditer(rf"(?<![\d.]){re.escape(sums[0])}(?:\.0+)?(?![\d.])", goal))
    return _spliced(goal, places, new[1])


def with_thing(goal: str, thing: str, parts: Sequence[Intention]) -> str:
    """The goal with the setting, person or thing that it names exchanged for another; "" where it can't be.

    `parts` is what the goal was understood as.
    """
    named = settings_in(thing)
    if len(named) == 1 and named[0][0] == thing:
        return _spliced(goal, settings_in(goal), thing)
    title = _titled(goal, thing, parts)
    if title:
        return title
    if not _NAME.fullmatch(thing) or _NO_NAME.search(thing) or person_of(thing) is None:
        return ""
    for field in _NAMED:
        names = [name for part in parts if (name := getattr(part, field, "")) and isinstance(name, str)]
        if len(names) == 1:
            return _spliced(goal, list(re.finditer(re.escape(names[0]), goal, re.I)), thing)
    return ""


def _titled(goal: str, title: str, parts: Sequence[Intention]) -> str:
    """The goal with what it calls a thing exchanged; "" where the words may be no title, or there is not one.

    A title is quoted, begins with a capital, has a word in common with the old one, or is a file's.
    """
    olds = [old for part in parts if (old := _title_of(part))]
    if len(olds) != 1 or title_of(title) is None:
        return ""
    words = {word for text in (title, olds[0]) for word in text.lower().split()}
    shares = len(words) < len(title.split()) + len(olds[0].split())
    if not (is_quoted(title) or title[:1].isupper() or shares or _FILE.fullmatch(title)):
        return ""
    places = list(re.finditer(re.escape(olds[0]), goal, re.I))
    return _spliced(goal, places, unquoted(title) if f'"{olds[0]}"' in goal else title)


def _title_of(part: Intention) -> str:
    match part:
        case Create(kind="task" | "note" | "folder" | "recipe" | "expense", name=name):
            return name
        case CreateEvent(title=name) | CompleteTask(name=name):
            return name
        case Delete(kind=kind, name=name) if kind not in ("contact", "conversation"):
            return name
        case Tell("note" | "when" | "spent", name):
            return name
        case _:
            return ""


def _spliced(goal: str, places: list[re.Match[str]], value: str) -> str:
    if len(places) != 1:
        return ""
    old = places[0]
    return goal[: old.start()] + _like(old[0], value) + goal[old.end() :]


def _like(old: str, value: str) -> str:
    """The value with the half of the day, or the unit, that only the old one tells."""
    if _BARE.fullmatch(value) and (unit := re.fullmatch(r"(\D*)[\d.]+(\D*)", old)) and ":" not in old:
        return f"{unit[1]}{value}{unit[2]}"
    hour = re.match(r"\d{1,2}", value)
    half, half_zh = _HALF.search(old), _HALF_ZH.match(old)
    if half and hour and int(hour[0]) <= 12 and not _HALF.search(value):
        return value + half[0]
    if half_zh and TIME.fullmatch(value) and not _HALF_ZH.match(value):
        return half_zh[0] + value
    return value
