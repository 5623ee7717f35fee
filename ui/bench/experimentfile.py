"""An experiment as its file has it: who tries what, how often, and what it may cost."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator
from pydantic_core import ErrorDetails

from device.error import ConfigError, nearest
from tasks.suite import SEED
from ui.bench.option import BenchOptions

_NAME = r"^\w[\w.-]{0,60}$"
_WORD = "a word of letters, digits, dots, - and _, 61 at most"
_COUNT = "a whole number from 1"


_WHO = '"gold" or {name = "small", agent = "default", model = "gpt-5-mini"}'
_MODEL = "a model, as `agent models` lists them"


class Contender(BaseModel):
    """Who tries the tasks. What each key is to be, a person is told who has it otherwise."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(pattern=_NAME, description=_WORD)
    """What the tables call it."""
    agent: str = Field(default="", description="a name, as `--agent` of `agent bench run` has it")
    """As `--agent` has it; "" = the name."""
    model: str | None = Field(default=None, description=_MODEL)
    base_url: str | None = Field(default=None, description="the address of a model's API")
    grounder: str | None = Field(default=None, description="a grounder, as `--grounder` has it")
    rules: str = Field(default="", description="a name of rules, as `--rules` of `agent bench run` has it")

    @property
    def made_of(self) -> str:
        """What its name does not tell: agent and model; "" where that is the name."""
        return ", ".join(part for part in (self.agent, self.model) if part and part != self.name)


class Experiment(BaseModel):
    """All of it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(pattern=_NAME, description=_WORD)
    suites: tuple[str, ...] = Field(
        min_length=1, description='a list of names, e.g. ["world"]: `agent bench list` has them'
    )
    agents: tuple[Contender, ...] = Field(min_length=1, description=f"a list, each entry {_WHO}")
    tasks: tuple[str, ...] = Field(
        default=(), description="a list of names: `agent bench list --suite NAME` has them"
    )
    """Of each suite; () = all."""
    seed: int = Field(default=SEED, description="a whole number")
    seeds: int = Field(default=1, ge=1, description=f"how often each task is drawn, {_COUNT}")
    repeat: int = Field(default=1, ge=1, description=f"how often each draw is tried, {_COUNT}")
    workers: int | None = Field(default=None, ge=1, description=f"how many work at a time, {_COUNT}")
    devices: tuple[str, ...] = Field(default=(), description="a list of serials: `agent devices` has them")
    way: Literal["adb", "memory"] = Field(default="adb", description='"adb" or "memory"')
    locale: str | None = Field(default=None, description='a language, e.g. "en-US" or "zh-CN"')
    timeout: float | None = Field(default=None, gt=0, description="seconds a try may take, more than 0")
    max_cost: float | None = Field(default=None, gt=0, description="US dollars for all of it, more than 0")
    """US dollars for all of it."""
    points: float = Field(
        default=5.0, gt=0, lt=100, description="the difference to plan for, in per cent, between 0 and 100"
    )
    """The difference to plan for, in per cent."""
    pictures: bool = Field(default=True, description="true or false")

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
        raise ConfigError(f"{path}: {_told(error.errors()[0])}", "docs/benchmark.md shows one") from error


def _told(error: ErrorDetails) -> str:
    """What is wrong with one key, and what is wanted there."""
    keys = [key for key in error["loc"] if isinstance(key, str)]
    places = [key + 1 for key in error["loc"] if isinstance(key, int)]
    model = Contender if keys[0] == "agents" and len(keys) > 1 else Experiment
    where = keys[-1] if model is Experiment else f"{keys[-1]} of agent {places[0]}"
    match error["type"]:
        case "extra_forbidden":
            return f"{where} is no key. {nearest(keys[-1], tuple(model.model_fields))}"
        case "value_error":
            return f"{where}: {error['ctx']['error']}"
    wanted = model.model_fields[keys[-1]].description
    if error["type"] == "missing":
        return f"{where} is missing; it is to be {wanted}"
    return f"{where} is {error['input']!r}; it is to be {wanted}"


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
