"""What is known of a template without running it, read from the TOML file beside its code."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Facts:
    """The sheet of a template."""

    name: str
    goals: tuple[str, ...]
    """The goal in several wordings, with {parameters}."""
    complexity: float
    """A tenth of the steps that may be taken."""
    difficulty: str
    """easy, medium or hard."""
    app_names: tuple[str, ...]
    tags: tuple[str, ...] = ()
    steps: int = 0
    """The fewest it is known to take; 0 = unknown."""
    touches: tuple[str, ...] = ()
    """Patterns of the places (`Change.place`) that doing it changes; a change anywhere else is damage."""

    @property
    def budget(self) -> int:
        """Steps that may be taken."""
        return int(10 * self.complexity)


def read_facts(code: str) -> Mapping[str, Facts]:
    """The sheets in the TOML file beside a module (its `__file__`), by name.

    `[default]` holds what they share. Raises TypeError for a key that is no fact.
    """
    read = tomllib.loads(Path(code).with_suffix(".toml").read_text(encoding="utf-8"))
    shared = read.pop("default", {})
    return {name: _facts(name, {**shared, **sheet}) for name, sheet in read.items()}


def _facts(name: str, sheet: Mapping[str, object]) -> Facts:
    known = {key: tuple(value) if isinstance(value, list) else value for key, value in sheet.items()}
    return Facts(name=name, **known)  # type: ignore[arg-type]
