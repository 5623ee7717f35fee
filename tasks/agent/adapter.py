"""Agents of other people that are programs, by name: how each is begun is data."""

import shutil
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from device.error import ConfigError
from tasks.agent.endpoint import Endpoint
from tasks.agent.program import ProgramAgent


@dataclass(frozen=True, slots=True)
class Adapter:
    """One of them."""

    about: str
    """What it is, and how it is had."""
    words: tuple[str, ...]
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    environment: Mapping[str, str] = field(default_factory=dict)


@cache
def adapters() -> Mapping[str, Adapter]:
    """All of them, by name."""
    read = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    return {
        name: Adapter(
            about=row["about"],
            words=tuple(row["words"]),
            before=tuple(row.get("before", ())),
            after=tuple(row.get("after", ())),
            environment=row.get("environment", {}),
        )
        for name, row in read.items()
    }


def adapted(name: str, seconds: float | None, endpoint: Endpoint | None) -> ProgramAgent:
    """One of them, asking a model. Raises ConfigError where it is not installed, or no model is named."""
    known = adapters()[name]
    missing = [each[0] for each in (known.words, known.before) if each and shutil.which(each[0]) is None]
    if missing:
        raise ConfigError(f"--agent {name}: there is no {missing[0]} on the PATH", known.about)
    if endpoint is None:
        raise ConfigError(f"--agent {name} asks a model", "Name it with --model, and --base-url")
    return ProgramAgent(
        known.words,
        {"entrant": name, "model": endpoint.model},
        known.environment,
        seconds,
        endpoint,
        known.before,
        known.after,
    )
