"""What `agent memory` and `agent knowledge` share: the file, and how an entry reads."""

import re
import time
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from device.error import ConfigError
from ui.terminal import say, say_json

if TYPE_CHECKING:
    from agent.memory.entry import Entry
    from agent.memory.store import MemoryStore

_ROOM = 88


def open_store(config: Path | None) -> "MemoryStore":
    """The memory that the settings name. Raises ConfigError."""
    from agent.memory.store import MemoryStore
    from ui.app import load_settings, memory_file

    return MemoryStore(load_settings(config=config).memory or memory_file())


def stated(text: str, what: str) -> str:
    """The text without blanks around it. Raises ConfigError when it is empty or can't be stored."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise ConfigError(f"the {what} is not valid text", "It must be UTF-8") from error
    if not re.sub(r"\W", "", text):
        raise ConfigError(f"the {what} is empty")
    return text.strip()


def kept(entry: "Entry", as_json: bool, older: "Entry | None" = None) -> None:
    """Tell what has been stored, and what gave way to it if that said something else."""
    from ui.words import clean

    if older is not None and _content(older) != _content(entry):
        say(f"it takes the place of: {clean(_said(older), _ROOM)}", err=True)
    if as_json:
        say_json(entry.model_dump(mode="json"))
    else:
        say(line(entry))


def listed(entries: Iterable["Entry"], as_json: bool, nothing: str) -> None:
    """A line each, or all of them as one line of JSON."""
    entries = tuple(entries)
    if as_json:
        say_json([entry.model_dump(mode="json") for entry in entries])
        return
    for entry in entries:
        say(line(entry))
    if not entries:
        say(nothing, err=True)


def line(entry: "Entry") -> str:
    """An entry in a line: number, kind, app, words."""
    from ui.words import clean

    place = f" [{entry.package}]" if entry.package else ""
    return f"{entry.id:>4}  {entry.kind:<12} {clean(_said(entry), _ROOM)}{place}"


def lines(entry: "Entry") -> Iterable[str]:
    """All that is known of an entry."""
    from agent.memory.entry import KINDS
    from ui.words import clean

    yield f"{entry.kind} {entry.id}: {KINDS[entry.kind]}"
    for name in ("cue", "text", "answer"):
        for number, part in enumerate(str(getattr(entry, name)).splitlines()):
            yield f"  {name if not number else '':<9} {clean(part, 2000)}".rstrip()
    for number, goal in enumerate(entry.does, 1):
        yield f"  {'does' if number == 1 else '':<9} {number}. {clean(goal, 2000)}"
    if entry.package:
        yield f"  app       {clean(entry.package)}"
    if entry.classes:
        yield f"  classes   {', '.join(entry.classes)}: {'allowed' if entry.allowed else 'refused'}"
    yield f"  from      {f'run {entry.run}' if entry.run else 'you'}, {_day(entry.made_at)}"
    yield f"  used      {_uses(entry)}"


def _content(entry: "Entry") -> tuple[str, str, tuple[str, ...]]:
    return entry.text, entry.cue.casefold(), entry.does


def _said(entry: "Entry") -> str:
    """Its words as a prompt tells them, without what the kind says already, and its key words."""
    cue = f" (when: {entry.cue})" if entry.kind == "preference" and entry.cue else ""
    return re.sub(r"^\((?:seen in an earlier run|earlier)\) ", "", entry.told) + cue


def _uses(entry: "Entry") -> str:
    if not entry.used:
        return "never"
    runs = "1 run" if entry.used == 1 else f"{entry.used} runs"
    return f"in {runs}, last {_day(entry.used_at)}"


def _day(at: float) -> str:
    return time.strftime("%Y-%m-%d %H:%M", time.localtime(at)) if at else "?"
