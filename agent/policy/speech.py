"""What the agent says, in the language of the goal: its words are English, zh.toml has them in Chinese."""

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_HAN = re.compile(r"[\u3400-\u9fff]")
_HOLE = re.compile(r"\{(\d)(:t)?\}")


@dataclass(frozen=True, slots=True)
class _Turn:
    """A sentence of ours and what it is in Chinese, with the same holes."""

    english: re.Pattern[str]
    chinese: str


def speaker(goal: str) -> Callable[[str], str]:
    """What puts a sentence of ours into the language of the goal."""
    return in_chinese if _HAN.search(goal) else _as_it_is


def _as_it_is(text: str) -> str:
    return text


def in_chinese(text: str) -> str:
    """A sentence of ours in Chinese, with what others wrote in it left as it is; any other text itself."""
    bare = text.removesuffix(".")
    for turn in _turns():
        found = turn.english.fullmatch(bare)
        if found is not None:
            said = _filled(turn.chinese, found.groups())
            return said + "。" if bare != text else said
    return text


def _filled(chinese: str, holes: tuple[str, ...]) -> str:
    return _HOLE.sub(
        lambda hole: in_chinese(holes[int(hole[1])]) if hole[2] else holes[int(hole[1])], chinese
    )


@cache
def _turns() -> tuple[_Turn, ...]:
    """Those that say most in words of their own come first."""
    told = tomllib.loads(Path(__file__).with_name("zh.toml").read_text("utf-8"))
    rows = sorted(told.items(), key=lambda row: len(row[0].replace("{}", "")), reverse=True)
    return tuple(
        _Turn(re.compile("(.+?)".join(map(re.escape, english.split("{}"))), re.DOTALL), chinese)
        for english, chinese in rows
    )
