"""Which ways to a phone whoever tries a task may go: rules that are data, and are named in a run's plan."""

import re
import shlex
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fnmatch import fnmatchcase
from functools import cache, lru_cache
from itertools import groupby, takewhile
from pathlib import Path
from typing import Any

from device.error import ConfigError, nearest

_OPERATORS = frozenset({";", "&&", "||", "|", "&", "\n"})
_NOWHERE = frozenset({"/dev/null", "/dev/tty"})
_TERMINAL = re.compile(r"/dev/(tty|stdout)|/proc/self/fd/[0-9]")
_DANGEROUS = ("`", "$(", "<(", ">(")
"""What runs a command amid another, outside of single quotes."""
_DATA = frozenset({"-d", "-t"})
"""What an activity is given to work on."""
_FIND_DOES = frozenset({"-delete", "-exec", "-execdir", "-ok", "-okdir", "-fprint", "-fls", "-fprintf"})


_COMMANDS = 1024
"""Command lines of which it is kept which way they go: a run repeats a few of them all the time."""
_SCRATCH = re.compile(r"/(sdcard|storage/emulated/0|data/local/tmp)/[\w.-]+\.(png|xml|raw)", re.ASCII)
"""Where a look may leave its picture or tree: no file of the person's, nor one that a task asks for."""


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
    PASTE = "paste"
    """The clipboard is filled, as typing without a keyboard needs it."""
    LOOK = "look"
    READ = "read"
    """State is read that no screen shows."""
    WRITE = "write"
    """Everything else."""


_ORDER = (Way.LOOK, Way.WAIT, Way.HAND, Way.TOUCH, Way.LAUNCH, Way.INTENT, Way.PASTE, Way.READ, Way.WRITE)
"""From what may do least to what may do most."""
STEPS = frozenset({Way.TOUCH, Way.LAUNCH, Way.INTENT})
"""Ways of which each call is a step."""


@dataclass(frozen=True, slots=True)
class Rules:
    """A set of rules."""

    name: str
    about: str
    allows: frozenset[Way]


@cache
def _sheet() -> dict[str, Any]:
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


@lru_cache(_COMMANDS)
def way_of(command: str, own: frozenset[str] = frozenset()) -> Way:
    """The way a command line goes; where its parts go several, the one that may do most.

    `own` are files that looking at the screen has made, whose reading and removal is part of the look.
    """
    parts = simple_commands(command)
    if not parts:
        return Way.WRITE
    return max((_way(words, is_filter, own) for words, is_filter in parts), key=_ORDER.index)


def touches_in(command: str) -> bool:
    """Whether any part of a command line is a step."""
    return any(_way(words, is_filter, frozenset()) in STEPS for words, is_filter in simple_commands(command))


def apart_in(command: str) -> tuple[str, ...]:
    """The parts of a line that touches, each key by itself but for those held or pressed on end.

    Empty where one part filters another, so that they cannot be told apart.
    """
    parts = simple_commands(command)
    if any(is_filter for _, is_filter in parts):
        return ()
    return tuple(shlex.join(words) for part, _ in parts for words in _by_key(part))


def _by_key(words: list[str]) -> Iterator[list[str]]:
    """`input keyevent` with several keys, as often as another one is pressed."""
    if words[:2] != ["input", "keyevent"]:
        yield words
        return
    options = list(takewhile(lambda word: word.startswith("-"), words[2:]))
    for _, same in groupby(words[2 + len(options) :]):
        yield [*words[:2], *options, *same]


@lru_cache(_COMMANDS)
def made_by_looking(command: str) -> frozenset[str]:
    """The files that a command line writes the screen or its UI tree to."""
    return frozenset(path for words, _ in simple_commands(command) for path in _written(words))


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
    if is_filter and _only_filters(words):
        return Way.LOOK
    if words[0] in ("cat", "rm") and all(word in own or word == "-f" for word in words[1:]):
        return Way.LOOK
    if any(not _SCRATCH.fullmatch(path) for path in _written(words)):
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


def _written(words: list[str]) -> tuple[str, ...]:
    """The files that a look writes."""
    match words:
        case ["screencap", *rest]:
            return tuple(word for word in rest[-1:] if not word.startswith("-") and not word.isdecimal())
        case ["uiautomator", "dump", *rest]:
            told = [word for word in rest if not word.startswith("-")] or ["/sdcard/window_dump.xml"]
            return tuple(word for word in told if not _TERMINAL.fullmatch(word))
    return ()


def _only_filters(words: list[str]) -> bool:
    """Whether a command reads what another prints alone: no file, by a path or by its bare name."""
    filters: Mapping[str, int] = _sheet()["filter"]
    name, *rest = words
    options = [word for word in rest if word.startswith("-")]
    told = [word for word in rest if word not in options and not word.isdecimal()]
    marks = sum(len(word) == 1 for word in told) if name == "cut" else 0
    reaches = name.endswith("grep") and any(set("rRf") & set(word) for word in options)
    return name in filters and len(told) - marks <= filters[name] and not reaches and "/" not in "".join(rest)
