"""What can be done in apps by walking their pages, read from hand.toml."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pydantic import TypeAdapter


@dataclass(frozen=True, slots=True)
class Walk:
    """A row of hand.toml; it says there what each field means."""

    apps: str
    words: str
    walk: tuple[str, ...]
    proof: str = ""
    tell: str = ""
    effect: str = "change"
    intent: str = ""
    saves: int = 0

    @property
    def names(self) -> tuple[str, ...]:
        """Names to open its app by."""
        return apps_of(self.apps)


@dataclass(frozen=True, slots=True)
class WalkTable:
    """All of hand.toml."""

    apps: dict[str, tuple[str, ...]]
    choice: dict[str, str]
    walk: dict[str, Walk]


@cache
def _table() -> WalkTable:
    rows = tomllib.loads(files("agent.language").joinpath("hand.toml").read_text(encoding="utf-8"))
    told = {name: rows.pop(name) for name in ("apps", "choice")}
    return TypeAdapter(WalkTable).validate_python({**told, "walk": rows})


def walk_of(deed: str) -> Walk:
    """The row of a deed."""
    return _table().walk[deed]


def apps_of(group: str) -> tuple[str, ...]:
    """Names to open an app of a sort by, the likeliest first."""
    return _table().apps[group]


def choice_of(key: str) -> str:
    """How screens call something that is chosen; "" where nobody has told."""
    return _table().choice.get(key, "")
