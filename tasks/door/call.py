"""What was asked of a phone's services, in order: by whom, which way, at which step."""

import base64
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from agent.run.step import Record
from device.error import ConfigError
from tasks.door.rules import Rules, Way, made_by_looking, way_of

CALLS = "calls.jsonl"
_SHOWN, _MOST = 80, 10
"""Letters of a refused call that are told, and so many calls."""
Kind = Literal["shell", "exec", "push", "pull", "connect"]


class Call(Record):
    """One call of a service."""

    step: int
    """The step it belongs to, from 1: the one after all that were done by then."""
    kind: Kind
    what: str
    """The command, or the path; of a connection beside the door, that it was one."""
    stdin: str = ""
    """What the command was given to read, in base64."""
    refused: bool = False
    """Whether the rules did not let it pass: the phone never saw it."""

    @property
    def input(self) -> bytes:
        """What the command was given to read."""
        return base64.b64decode(self.stdin)


class CallLog:
    """The calls of one attempt."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.calls: list[Call] = []
        self.step = 1
        self._own: frozenset[str] = frozenset()

    def enter(self, kind: Kind, what: str, stdin: bytes = b"") -> bool:
        """Note a call; whether it may be made."""
        way = way_by(kind, what, self._own)
        refused = way not in self.rules.allows
        if not refused and kind in ("shell", "exec"):
            self._own |= made_by_looking(what)
        told = base64.b64encode(stdin).decode()
        self.calls.append(Call(step=self.step, kind=kind, what=what, stdin=told, refused=refused))
        return not refused

    def refuse(self, kind: Kind, what: str) -> None:
        """Note a call that nobody may make here."""
        self.calls.append(Call(step=self.step, kind=kind, what=what, refused=True))

    @property
    def refused(self) -> tuple[str, ...]:
        """What was not let pass, each once, in short."""
        told = (f"{call.kind}: {call.what[:_SHOWN]}" for call in self.calls if call.refused)
        return tuple(dict.fromkeys(told))[:_MOST]

    def write(self, folder: Path) -> None:
        """Keep it beside the trajectory, where there is one."""
        if folder.is_dir():
            lines = (call.model_dump_json(exclude_defaults=True) + "\n" for call in self.calls)
            (folder / CALLS).write_text("".join(lines), "utf-8")


def way_by(kind: Kind, what: str, own: frozenset[str] = frozenset()) -> Way:
    """The way a call goes."""
    if kind == "push":
        return Way.WRITE
    if kind == "pull":
        return Way.LOOK if what in own else Way.READ
    return way_of(what, own)


def read_calls(lines: Iterable[bytes]) -> tuple[Call, ...]:
    """The calls that were kept. Raises ConfigError for what is none."""
    try:
        return tuple(Call.model_validate_json(line) for line in lines if line.strip())
    except ValidationError as error:
        raise ConfigError(f"the calls of a try can't be read: {error.errors()[0]['msg']}") from error


def against(rules: Rules, calls: Iterable[Call]) -> list[Call]:
    """The calls that passed, and that the rules do not allow."""
    own: frozenset[str] = frozenset()
    found = []
    for call in calls:
        if call.refused:
            continue
        if way_by(call.kind, call.what, own) not in rules.allows:
            found.append(call)
        elif call.kind in ("shell", "exec"):
            own |= made_by_looking(call.what)
    return found
