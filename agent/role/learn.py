"""learn: what a run that reached its goal shows about its apps (Mobile-Agent-E's experience reflector: Tips).

Only after a run whose goal a fresh screen confirmed, and only where some step of it failed and another mended
it: those facts are kept in any case, and the role, where a model answers for it, puts them in better words.
"""

from dataclasses import dataclass
from typing import ClassVar

from pydantic import Field

from agent.action.action import InputText
from agent.brain.brain import Ask, Look, Spoken
from agent.memory.echo import echoes
from agent.memory.entry import Entry
from agent.memory.lesson import MOST, lessons
from agent.memory.mark import is_marked
from agent.memory.memory import Lived
from agent.run.context import Context
from agent.run.state import State
from agent.run.step import Ending, Step
from device.error import ToldToModel, ToldToPerson

LONGEST = 300
"""Characters of a lesson."""
_TELLING = 4
"""Typed texts of fewer characters may stand in a lesson by chance."""


class Lesson(Spoken):
    """What is good to know when an app is used again."""

    package: str
    text: str = Field(min_length=1, max_length=LONGEST)


class Lessons(Spoken):
    """All that a run taught."""

    lessons: tuple[Lesson, ...] = Field(max_length=MOST)

    @property
    def gist(self) -> str:
        """All of them."""
        return " | ".join(lesson.text for lesson in self.lessons) or "nothing"


@dataclass(frozen=True)
class Learning(Ask[Lessons]):
    """Say what the mended failures teach."""

    role: ClassVar[str] = "learn"
    facts: tuple[str, ...] = ()
    """What failed, and what worked instead."""

    @property
    def reply(self) -> type[Lessons]:
        """The lessons."""
        return Lessons

    def looks(self) -> tuple[Look, ...]:
        """None: it goes by the record."""
        return ()


def learn(state: State, ending: Ending, context: Context) -> tuple[Entry, ...]:
    """Keep what the run taught; those that are new. A memory that can't keep them changes no run's end."""
    if context.memory is None or not ending.verified:
        return ()
    run = context.journal.folder.name
    facts = _fit(lessons(Lived(run=run, goal=state.goal, ending=ending, steps=state.steps)), state.steps)
    try:
        return context.memory.learn(_worded(facts, state, run, context)) if facts else ()
    except ToldToPerson:
        return ()


def _worded(facts: tuple[Entry, ...], state: State, run: str, context: Context) -> tuple[Entry, ...]:
    """The facts in a model's words, where there is one to ask and its words will do."""
    if not context.preset.has("learn") or not context.brain.speaker("learn"):
        return facts
    view = context.view(state, whole=True)
    try:
        said = context.ask(
            Learning(view, facts=tuple(f"{fact.package}: {fact.text}" for fact in facts))
        ).value
    except (ToldToModel, ToldToPerson):
        return facts
    packages = {step.package for step in state.steps}
    worded = tuple(
        Entry(
            kind="lesson",
            text=" ".join(lesson.text.split()),
            package=lesson.package,
            source="learnt",
            run=run,
        )
        for lesson in said.lessons
        if lesson.package in packages
    )
    return _fit(worded, state.steps)


def _fit(found: tuple[Entry, ...], steps: tuple[Step, ...]) -> tuple[Entry, ...]:
    """Those that hold nothing that was typed or that a screen gave to read, nor speak to a machine."""
    typed = [step.action.text.strip() for step in steps if isinstance(step.action, InputText)]
    telling = [text for text in typed if len(text) >= _TELLING]
    shown = [text for step in steps for text in step.read]
    return tuple(
        entry
        for entry in found
        if entry.text
        and not any(text in entry.text for text in telling)
        and not echoes(entry.text, shown)
        and not is_marked(entry.text)
    )
