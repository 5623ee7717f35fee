"""What the agent says, in the language of the goal: its words are English, zh.toml has them in Chinese."""

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from agent.language.phrase import QUOTED, plain

_HAN = re.compile(r"[\u3400-\u9fff]")
_RUN = re.compile(r"[\u3400-\u9fff·]+")
_WORD = re.compile(r"[A-Za-z]+")
_NAME = 3
"""Letters of most names that are written in Chinese."""
_ANY_TONGUE = frozenset(
    {"wi", "fi", "wifi", "wlan", "bluetooth", "nfc", "gps", "vpn", "usb", "app", "am", "pm"}
)
"""Words that say nothing of the language they stand in."""
_NAMED = re.compile(r"[\w.+-]*\w[._@/]+[\w./@%?=&+-]*\w|[a-z]+://\S+", re.ASCII)
"""Files, addresses and pages: their words are of no language."""
_LETTER = re.compile(r"[A-Za-z]")
_HOLE = re.compile(r"\{(\d)(:[tl])?\}")
_ENCLOSED = re.compile(r'"[^"]*"|“[^”]*”|\([^()]*\)')
_JOINTS = (
    re.compile(
        r"\. | (?=\((?:its reason: |please say just ))"
        r"|: (?=this goes |the owner |the text is |the screen |the goal |it is \S+, and "
        r"|(?:double-)?tap |hold |drag |swipe |scroll |press |type )"
    ),
    re.compile("; "),
)
"""Where sentences of ours are put together, the looser joint last. Brackets and colons are the guard's."""
_JOINED = {". ": "。", "; ": "；", " ": "", ": ": "："}


@dataclass(frozen=True, slots=True)
class _Turn:
    """A sentence of ours and what it is in Chinese, with the same holes."""

    words: str
    english: re.Pattern[str]
    chinese: str


def speaker(goal: str) -> Callable[[str], str]:
    """What puts a sentence of ours into the language of the goal."""
    return in_chinese if is_chinese(goal) else _as_it_is


def is_chinese(goal: str) -> bool:
    """Whether a goal is said in Chinese, and does not just name somebody or something that is."""
    said = _NAMED.sub(" ", QUOTED.sub(" ", plain(goal)))
    asked, _, _ = said.partition(":")  # what comes after it is what is to be written or sent
    if _RUN.search(asked) or any(word.lower() not in _ANY_TONGUE for word in _WORD.findall(asked)):
        said = asked
    runs = _RUN.findall(said)
    words = [word for word in _WORD.findall(said) if word.lower() not in _ANY_TONGUE]
    english = [word for number, word in enumerate(words) if word.islower() or not number]
    if not runs:
        return not words and _HAN.search(goal) is not None
    if len(english) == len(runs):
        return not said.strip().startswith(english[0]) or max(map(len, runs)) > _NAME
    return len(english) < len(runs)


def _as_it_is(text: str) -> str:
    return text


def in_chinese(text: str) -> str:
    """Sentences of ours in Chinese, with what others wrote in them left as it is; any other text itself."""
    for joint in _JOINTS:
        parts = _parts(text, joint)
        if len(parts) == 1:
            continue
        as_one = _sentence(text, _jointed(joint))
        if as_one is not None:
            return as_one
        told = [in_chinese(part) for part in parts[::2]]
        if all(map(_is_told, told, parts[::2])):
            joints = (*(_JOINED[each] for each in parts[1::2]), "")
            return "".join(map("".join, zip(told, joints, strict=True)))
    said = _sentence(text, _turns())
    return text if said is None else said


def _parts(text: str, joint: re.Pattern[str]) -> list[str]:
    """The sentences and the joints between them, in turn. What is quoted or in brackets is never parted."""
    closed, before = text, ""
    while closed != before:
        before, closed = closed, _ENCLOSED.sub(lambda found: "\0" * len(found[0]), closed)
    parts, end = [], 0
    for found in joint.finditer(text):
        if "\0" not in closed[found.start() : found.end()]:
            parts += [text[end : found.start()], found[0]]
            end = found.end()
    return [*parts, text[end:]]


def _is_told(told: str, was: str) -> bool:
    """Whether a sentence is Chinese now, or was before, or says nothing in any language."""
    return told != was or _HAN.search(told) is not None or not _LETTER.search(told)


def _sentence(text: str, turns: tuple[_Turn, ...]) -> str | None:
    """The first of these in Chinese that it is; None where it is none of them."""
    bare = text.removesuffix(".")
    for turn in turns:
        found = turn.english.fullmatch(bare)
        if found is not None:
            said = _filled(turn.chinese, found.groups())
            return said + "。" if bare != text else said
    return None


def _filled(chinese: str, holes: tuple[str, ...]) -> str:
    def fill(hole: re.Match[str]) -> str:
        text = holes[int(hole[1])]
        match hole[2]:
            case ":t":
                return in_chinese(text)
            case ":l":
                return "、".join(map(in_chinese, text.split(", ")))
            case _:
                return text

    return _HOLE.sub(fill, chinese)


@cache
def _turns() -> tuple[_Turn, ...]:
    """Those that say most in words of their own come first."""
    told = tomllib.loads(Path(__file__).with_name("zh.toml").read_text("utf-8"))
    rows = sorted(told.items(), key=lambda row: len(row[0].replace("{}", "")), reverse=True)
    return tuple(
        _Turn(english, re.compile("(.+?)".join(map(re.escape, english.split("{}"))), re.DOTALL), chinese)
        for english, chinese in rows
    )


@cache
def _jointed(joint: re.Pattern[str]) -> tuple[_Turn, ...]:
    """Those with such a joint between words of their own: they are not two sentences."""
    return tuple(turn for turn in _turns() if len(_parts(turn.words, joint)) > 1)
