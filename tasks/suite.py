"""Suites: templates by name, and the tasks a seed draws from them."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from device.error import ConfigError, nearest
from tasks.plugin import is_own, load
from tasks.task import Task, Template

SEED = 30
"""Of a run that names none."""
THEIRS = frozenset({"androidworld", "mobileworld"})
"""Suites whose tasks come from somebody else's package or server, which need not be there."""
PROPOSED = "proposed:"
"""How the name of a suite begins that is a file of tasks an agent set itself (tasks/practice/sheet.py)."""


def instance_seed(seed: int, name: str, repetition: int) -> int:
    """The seed of one task of a run: the same on every machine, and different for every task."""
    told = hashlib.sha256(f"{seed}/{name}/{repetition}".encode()).digest()
    return int.from_bytes(told[:4], "big")


@dataclass(frozen=True, slots=True)
class Suite:
    """Templates that are run together."""

    name: str
    templates: Mapping[str, Template]
    """By name, in the order of the alphabet."""
    seed_of: Callable[[int, str, int], int] = instance_seed
    """The seed of a task, from that of the run, its name and which repetition it is."""
    version: str = ""
    """Of the package it comes from; "" for our own."""

    def named(self, name: str) -> Template:
        """One of them. Raises ConfigError with the nearest names for none."""
        if name not in self.templates:
            hint = nearest(name, self.templates, most=3)
            raise ConfigError(f"the suite {self.name} has no task {name!r}", hint)
        return self.templates[name]

    def tasks(
        self, seed: int, repetitions: int = 1, names: Sequence[str] = (), repeats: int = 1
    ) -> Iterator[Task]:
        """The tasks of a seed: each template so many times, each time with another seed of its own.

        Each of them comes `repeats` times, with the same parameters and the same words. Raises ConfigError
        for a name that is none.
        """
        chosen = [self.named(name) for name in names] or list(self.templates.values())
        for template in chosen:
            for repetition in range(repetitions):
                first = template.task(self.seed_of(seed, template.name, repetition))
                yield first
                for again in range(1, repeats):
                    yield _repeated(first, again)


def _repeated(task: Task, again: int) -> Task:
    """The same task; its seed is the next that words it alike, so that no two tries have one seed."""
    return task.template.task(task.seed + again * len(task.template.facts.goals), task.params)


def suite_names() -> tuple[str, ...]:
    """All that `find_suite` knows."""
    package = import_module("tasks.suites")
    return tuple(sorted(module.name for module in iter_modules(package.__path__)))


@cache
def find_suite(name: str) -> Suite:
    """The suite of that name: a folder (or file) of tasks/suites, each of whose files has TEMPLATES.

    One that has a function `suite` instead is what that finds; `package.module:SUITE` is somebody's own.
    Raises ConfigError with the nearest names for none, and where a suite needs what is not installed.
    """
    if name.startswith(PROPOSED):
        own: Suite = import_module("tasks.practice.sheet").suite_of(Path(name.removeprefix(PROPOSED)))
        return own
    if is_own(name):
        return _own(name)
    if name not in suite_names():
        raise ConfigError(f"there is no suite {name!r}", nearest(name, suite_names()))
    package = import_module(f"tasks.suites.{name}")
    if hasattr(package, "suite"):
        found: Suite = package.suite()
        return found
    modules = [
        import_module(f"{package.__name__}.{module.name}")
        for module in iter_modules(getattr(package, "__path__", []))
    ]
    templates: dict[str, Template] = {}
    for module in (package, *modules):
        for template in getattr(module, "TEMPLATES", ()):
            if templates.setdefault(template.name, template) is not template:
                raise ValueError(f"two templates of {name} are called {template.name}")
    return Suite(name, dict(sorted(templates.items())))


def _own(name: str) -> Suite:
    found = load(name)
    if not isinstance(found, Suite):
        raise ConfigError(f"{name} is a {type(found).__name__}, and no Suite", "See docs/benchmark.md")
    return found
