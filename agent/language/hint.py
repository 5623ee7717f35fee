"""What to say of a goal that is not understood: what may have been meant, what is out of range."""

import re
from collections.abc import Callable
from difflib import get_close_matches
from functools import cache
from itertools import islice, product

from agent.language.courtesy import ABLE
from agent.language.feature import table
from agent.language.intention import NotUnderstood
from agent.language.phrase import QUOTED, short
from agent.language.speech import is_chinese

_ABLE_ZH = (
    "不用模型时，我能查看和更改设置（Wi-Fi、深色主题、亮度等）、闹钟和计时器，打开应用，添加、查找和删除"
    "联系人、日程、笔记、任务、支出和食谱，发短信，打电话，拍照和录像，复制文字；"
    "其他的请用 --model 指定一个模型"
)
_PERCENT = re.compile(r"(?<![\d.])(\d{3,})\s*(?:%|percent\b|per cent\b)|百分之(\d{3,})", re.I)
_CLOCK = re.compile(r"(?<![\d:])(\d{1,2}):(\d{2})(?![\d:])")
_WORD = re.compile(r"[A-Za-z]{4,}")
_SLIPS = {"of": "off", "oof": "off", "onn": "on", "tun": "turn", "trn": "turn", "opn": "open"}
"""Words too short for likeness to tell, and what they are mistyped for."""
_SLIP = re.compile(
    r"(?<=\bturn )of\b|(?<=\bswitch )of\b|\bof(?=(?: please)?[ .!]*$)|\b(?:oof|onn|tun|trn|opn)\b", re.I
)
_COMMON = (
    "turn switch set open launch start create delete remove call text message send reply take record copy"
    " rename complete make show forward dial read tell clear append change increase decrease enable disable"
    " mark what when alarm alarms timer minutes seconds hours contact contacts event events note notes task"
    " tasks recipe expense photo selfie video tomorrow today with number called settings camera"
    " clipboard stopwatch"
)
"""Words of goals that are often mistyped."""
_NEAR = 0.75
"""How alike a word and what was meant by it are, as difflib counts it."""
_TYPOS = 3
"""A goal with more of them is not read again."""


def unknown(clause: str, after: str = "") -> str:
    """That a clause is not understood, and what would be, in the clause's language."""
    if is_chinese(clause):
        return (
            f"我不明白“{short(clause)}”" + (f"（在“{short(after)}”之后）" if after else "") + f"。{_ABLE_ZH}"
        )
    return (
        f'I do not understand "{short(clause)}"' + (f' after "{short(after)}"' if after else "") + f". {ABLE}"
    )


def hinted(found: NotUnderstood, goal: str, is_understood: Callable[[str], bool]) -> NotUnderstood:
    """The same with a nearer hint in place of all that is understood, where there is one."""
    hint = _out_of_range(goal) or _meant(goal, is_understood)
    if not hint:
        return found
    return NotUnderstood(found.reason.replace(_ABLE_ZH, hint).replace(ABLE, hint), is_near=True)


def _out_of_range(goal: str) -> str:
    chinese = is_chinese(goal)
    percent = _PERCENT.search(goal)
    if percent is not None and int(percent[1] or percent[2]) > 100:
        value = percent[1] or percent[2]
        return (
            f"没有 {value}%：请说 0% 到 100%" if chinese else f"A level goes from 0% to 100%, not to {value}%"
        )
    for found in _CLOCK.finditer(goal):
        if int(found[1]) > 24 or int(found[2]) > 59:
            return f"没有 {found[0]} 这个时间" if chinese else f"There is no time {found[0]}"
    return ""


def _meant(goal: str, is_understood: Callable[[str], bool]) -> str:
    """The goal with mistyped words mended, where it is understood then."""
    open_words = QUOTED.sub(lambda found: " " * len(found[0]), goal)
    strange = [found for found in _WORD.finditer(open_words) if found[0].lower() not in _known()]
    places = sorted([*strange, *_SLIP.finditer(open_words)], key=re.Match.start)
    choices = [(found[0], *_nearest(found[0].lower())) for found in places]
    if sum(len(words) > 1 for words in choices) > _TYPOS:
        return ""
    for words in islice(product(*choices), 1, None):
        text = goal
        for found, word in reversed(list(zip(places, words, strict=True))):
            text = text[: found.start()] + word + text[found.end() :]
        if is_understood(text):
            return f'Did you mean "{short(text)}"?'
    return ""


def _nearest(word: str) -> list[str]:
    return [_SLIPS[word]] if word in _SLIPS else get_close_matches(word, _known(), 1, _NEAR)


@cache
def _known() -> tuple[str, ...]:
    rows = (row for feature in (*table().switch, *table().level) for row in (feature.title, *feature.rows))
    words = (word.lower() for row in rows for word in _WORD.findall(row))
    return tuple(dict.fromkeys((*_COMMON.split(), *words)))
