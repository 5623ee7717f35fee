"""Goals in other words: the wordings that may be learned from, English and Chinese."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from random import Random

from tasks.practice.split import shown
from tasks.task import Params, Task, Template

_CHOICE = re.compile(r"\(([^()]*\|[^()]*)\)")


@cache
def _sheets() -> Mapping[str, Mapping[str, object]]:
    return tomllib.loads(files("tasks.practice").joinpath("wording.toml").read_text(encoding="utf-8"))


def patterns(template: str, language: str) -> tuple[str, ...]:
    """The wordings written for a template, with their choices open."""
    own = _sheets().get(template, {}).get(language, [])
    assert isinstance(own, list)
    return tuple(own)


def settled(pattern: str, random: Random) -> str:
    """One reading of a pattern."""
    while True:
        match = _CHOICE.search(pattern)
        if match is None:
            return " ".join(pattern.split(" "))
        chosen = random.choice(match[1].split("|"))
        pattern = pattern[: match.start()] + chosen + pattern[match.end() :]


def reworded(task: Task, random: Random, language: str = "en") -> str:
    """The task's goal in one of the wordings that may be learned from."""
    template = task.template
    own = patterns(template.name, language)
    wordings = (*shown(template), *own) if language == "en" else own
    if not wordings:
        return reworded(task, random)
    # A wording that is its own pattern counts as much as one that is many.
    pattern = settled(random.choice(wordings), random)
    return pattern.format(**_said(template, task.params, language))


def _said(template: Template, params: Params, language: str) -> Params:
    said = template.words(params)
    if language == "en":
        return said
    known: Mapping[str, object] = _sheets()["value"]
    return {
        name: str(known.get(value, value)) if isinstance(value, str) else value
        for name, value in said.items()
    }


def worded(task: Task, wording: str) -> str:
    """The task's goal in a given wording."""
    return wording.format(**task.template.words(task.params))


def values_of(task: Task) -> tuple[str, ...]:
    """What of the goal is a value of its parameters, the longest first."""
    found = {str(value) for value in task.template.words(task.params).values()}
    return tuple(sorted((value for value in found if value), key=len, reverse=True))
