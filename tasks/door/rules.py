"""Which ways to a phone whoever tries a task may go: rules that are data, and are named in a run's plan."""

import shlex
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

from device.error import ConfigError, nearest

_OPERATORS = frozenset({";", "&&", "||", "|", "&", "\n"})
_NOWHERE = frozenset({"/dev/null", "/dev/tty"})
_DANGEROUS = ("`", "$(", "<(", ">(")
"""What runs a command amid another, outside of single quotes."""
_DATA = frozenset({"-d", "-t"})
"""What an activity is given to work on."""
_FIND_DOES = frozenset({"-delete", "-exec", "-execdir", "-ok", "-okdir", "-fprint", "-fls", "-fprintf"})


class Way(StrEnum):
    """How something is asked of a phone, by what it may do there."""

    TOUCH = "touch"
    WAIT = "wait"
    LAUNCH = "launch"
    """An app is started as the launcher starts it."""
    INTENT = "intent"
    """Any other activity is started."""
    HAND = "hand"
    """What typing and looking need of the phone."""
    LOOK = "look"
    READ = "read"
    """State is read that no screen shows."""
    WRITE = "write"
    """Everything else."""


_RANK = {way: rank for rank, way in enumerate((Way.LOOK, Way.WAIT, Way.HAND, Way.TOUCH, Way.LAUNCH, *Way))}


@dataclass(frozen=True, slots=True)
class Rules:
    """A set of rules."""

    name: str
    about: str
    allows: frozenset[Way]


@cache
def _sheet() -> dict[str, dict[str, dict[str, list[str]]]]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))


def rules_names() -> tuple[str, ...]:
    """All that `rules_named` knows."""
    return tuple(_sheet()["rules"])


def rules_named(name: str) -> Rules:
    """The rules of a name. Raises ConfigError with the nearest names for none."""
    sets = _sheet()["rules"]
    if name not in sets:
        raise ConfigError(f"there are no rules {name!r}", nearest(name, tuple(sets)))
    return Rules(name, str(sets[name]["about"]), frozenset(map(Way, sets[name]["allows"])))


def way_of(command: str, own: frozenset[str] = frozenset()) -> Way:
    """The way a command line goes; where its parts go several, the one that may do most.

    `own` are files that looking at the screen has made, whose reading and removal is part of the look.
    """
    parts = simple_commands(command)
    if not parts:
        return Way.WRITE
    return max((_way(words, is_filter, own) for words, is_filter in parts), key=_rank)


def made_by_looking(command: str) -> frozenset[str]:
    """The files that a command line writes the screen or its UI tree to."""
    made = set[str]()
    for words, _ in simple_commands(command):
        match words:
            case ["screencap", *rest] if rest and rest[-1].startswith("/"):
                made.add(rest[-1])
            case ["uiautomator", "dump", *rest]:
                made |= {"/sdcard/window_dump.xml", *(word for word in rest if word.startswith("/"))}
    return frozenset(made)


def _rank(way: Way) -> int:
    return _RANK[way]


def simple_commands(command: str) -> list[tuple[list[str], bool]]:
    """The simple commands of a line, and whether each filters another; none where that cannot be told."""
    if any(mark in _unquoted(command) for mark in _DANGEROUS):
        return []
    try:
        lexer = shlex.shlex(command.replace("\n", " ; "), posix=True, punctuation_chars=";&|<>()")
        lexer.whitespace_split = True
        lexer.commenters = ""
        words = list(lexer)
    except ValueError:
        return []
    parts: list[tuple[list[str], bool]] = [([], False)]
    waiting = iter(words)
    for word in waiting:
        if word in _OPERATORS:
            parts.append(([], word == "|"))
        elif set(word) <= {"<", ">", "&"} and word:
            target = next(waiting, "")
            if target not in _NOWHERE and not (word == ">&" and target.isdecimal()):
                return []
            if parts[-1][0][-1:] in (["1"], ["2"]):
                parts[-1][0].pop()  # the number of what is led elsewhere
        elif set(word) <= set("()"):
            return []
        else:
            parts[-1][0].append(word)
    return [part for part in parts if part[0]]


def _unquoted(command: str) -> str:
    """The line without what stands in single quotes, where alone nothing is expanded."""
    kept, quote = list[str](), ""
    letters = iter(command)
    for letter in letters:
        if quote == "'":
            quote = "" if letter == "'" else quote
            continue
        if letter == "\\":
            next(letters, "")
            continue
        if letter in "'\"":
            quote = letter if not quote else "" if letter == quote else quote
        if letter != "'" or quote == '"':
            kept.append(letter)
    return "".join(kept)


def _way(words: list[str], is_filter: bool, own: frozenset[str]) -> Way:
    if (
        is_filter
        and words[0] in _sheet()["filter"]["commands"]
        and all("/" not in word for word in words[1:])
    ):
        return Way.LOOK
    if words[0] in ("cat", "rm") and all(word in own or word == "-f" for word in words[1:]):
        return Way.LOOK
    if words[0] == "screencap" and words[-1].startswith("/") and _is_place(words[-1]):
        return Way.WRITE
    if words[0] == "find" and _FIND_DOES & set(words):
        return Way.WRITE
    if words[:2] == ["am", "start"] and any(word in _DATA or word.startswith("--e") for word in words):
        return Way.INTENT
    line = " ".join(words)
    for way, patterns in _sheet()["way"].items():
        if any(fnmatchcase(line, pattern) for pattern in patterns):
            return Way(way)
    return Way.WRITE


def _is_place(path: str) -> bool:
    """Whether a picture there would be one of the person's own."""
    return any(folder in path for folder in ("/DCIM/", "/Pictures/", "/Movies/"))
