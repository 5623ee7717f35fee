"""An experiment as its file has it: who tries what, how often, and what it may cost."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from device.error import ConfigError
from tasks.suite import SEED
from ui.bench.option import BenchOptions

_NAME = r"^\w[\w.-]{0,60}$"


class Contender(BaseModel):
    """Who tries the tasks."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(pattern=_NAME)
    """What the tables call it."""
    agent: str = ""
    """As `--agent` has it; "" = the name."""
    model: str | None = None
    base_url: str | None = None
    grounder: str | None = None
    rules: str = ""


class Experiment(BaseModel):
    """All of it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(pattern=_NAME)
    suites: tuple[str, ...] = Field(min_length=1)
    agents: tuple[Contender, ...] = Field(min_length=1)
    tasks: tuple[str, ...] = ()
    """Of each suite; () = all."""
    seed: int = SEED
    seeds: int = Field(default=1, ge=1)
    repeat: int = Field(default=1, ge=1)
    workers: int | None = Field(default=None, ge=1)
    devices: tuple[str, ...] = ()
    way: Literal["adb", "memory"] = "adb"
    locale: str | None = None
    timeout: float | None = Field(default=None, gt=0)
    max_cost: float | None = Field(default=None, gt=0)
    """US dollars for all of it."""
    points: float = Field(default=5.0, gt=0, lt=100)
    """The difference to plan for, in per cent."""
    pictures: bool = True

    @field_validator("agents", mode="before")
    @classmethod
    def _named(cls, read: object) -> object:
        """A name alone stands for itself."""
        if not isinstance(read, list):
            return read
        return [{"name": each} if isinstance(each, str) else each for each in read]

    @field_validator("agents")
    @classmethod
    def _unlike(cls, read: tuple[Contender, ...]) -> tuple[Contender, ...]:
        if len({each.name for each in read}) < len(read):
            raise ValueError("two agents have one name")
        return read


@dataclass(frozen=True, slots=True)
class Entry:
    """One run of an experiment."""

    suite: str
    who: str
    run: str


def read_experiment(path: Path) -> Experiment:
    """Raises ConfigError, naming the line or the field, for a file that is none."""
    try:
        return Experiment.model_validate(tomllib.loads(path.read_text("utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path} cannot be read: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise ConfigError(f"{path}: {where}: {first['msg']}", "docs/benchmark.md shows one") from error


def entries(experiment: Experiment) -> Iterator[Entry]:
    """Its runs, suite by suite."""
    for suite in experiment.suites:
        for each in experiment.agents:
            told = re.sub(r"[^\w.-]+", "-", suite)
            yield Entry(suite, each.name, f"{experiment.name}-{told}-{each.name}")


def options_of(experiment: Experiment, entry: Entry, given: BenchOptions) -> BenchOptions:
    """What `agent bench run` would be told for one run."""
    who = next(each for each in experiment.agents if each.name == entry.who)
    return replace(
        given,
        suite=entry.suite,
        agent=who.agent or who.name,
        model=who.model,
        base_url=who.base_url,
        grounder=who.grounder,
        rules=who.rules,
        tasks=experiment.tasks,
        seed=experiment.seed,
        repetitions=experiment.seeds,
        repeats=experiment.repeat,
        workers=experiment.workers,
        devices=experiment.devices,
        way=experiment.way,
        locale=experiment.locale,
        timeout=experiment.timeout,
        no_pictures=not experiment.pictures,
        name=entry.run,
    )
