"""Another model is asked what a run asked, and what it would have done is held against what was done."""

import time
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter

from agent.brain.brain import Ask, Brain
from agent.preset.composition import DECIDERS
from agent.record.question import KINDS, AskedQuestion, asked_questions, question_again
from agent.record.resolvedreply import ResolvedReply, resolved
from agent.run.step import Step
from agent.run.trajectory import Trajectory
from device.error import ConfigError
from device.state.appname import names_of
from models.error import BadReply
from models.reply import Usage

_ROLES = {kind.role for kind in KINDS.values()}


@dataclass(frozen=True, slots=True)
class Spending:
    """What replies took."""

    usage: Usage
    seconds: float

    def __add__(self, other: "Spending") -> "Spending":
        return Spending(self.usage + other.usage, self.seconds + other.seconds)


@dataclass(frozen=True, slots=True)
class Compared:
    """One question, with what two models made of it."""

    row: AskedQuestion
    step: Step | None
    """The step that it led to, or judged; None where the record does not tell."""
    was: ResolvedReply | None
    """What the run's model replied; None for a reply that could not be used."""
    would: ResolvedReply | None
    error: str
    """Why the other model's reply could not be used."""
    spent: tuple[Spending, Spending]
    """By the run's model, and by the other one."""

    @property
    def is_same(self) -> bool:
        """Whether both would do, or say, the same."""
        if self.was is None or self.would is None:
            return self.was is None and self.would is None
        return self.was.is_same(self.would)


def comparable(
    run: Trajectory, roles: Collection[str] = (), private: Collection[str] = ()
) -> tuple[AskedQuestion, ...]:
    """The questions of a run whose answers are actions or judgements, of these roles where any are named.

    What tells of an app that is `private`, by name or package, is left out. Raises
    ConfigError where the run kept no questions, or none of them is of these roles.
    """
    unknown = sorted(set(roles) - _ROLES)
    if unknown:
        told = f"There are: {', '.join(sorted(_ROLES))}"
        raise ConfigError(f"answers of {', '.join(unknown)} cannot be compared", told)
    rows = [
        row for row in asked_questions(run.folder) if row.kind in KINDS and (not roles or row.role in roles)
    ]
    if not rows:
        raise ConfigError(f"the run {run.folder.name} kept no question that can be compared")
    kept = {name.strip().casefold() for name in private}
    return tuple(row for row in rows if not (kept and _shows(question_again(row, run.folder), kept)))


def compare(run: Trajectory, rows: tuple[AskedQuestion, ...], brain: Brain) -> Iterator[Compared]:
    """Put these questions to another brain, one by one. Raises ModelUnavailable where it can't be asked."""
    steps = _steps_of(run)
    for row in rows:
        ask = question_again(row, run.folder)
        yield _compared(row, ask, steps.get(row.number), brain)


def _compared(row: AskedQuestion, ask: Ask[Any], step: Step | None, brain: Brain) -> Compared:
    observation = ask.view.observation
    said = TypeAdapter(ask.reply).validate_python(row.reply) if row.reply is not None else None
    was = resolved(said, observation) if said is not None else None
    began, error = time.monotonic(), ""
    would: ResolvedReply | None = None
    try:
        reply = brain.think(ask)
        would, usage = resolved(reply.value, observation), reply.usage
    except BadReply as failure:
        error, usage = str(failure), failure.usage
    spent = Spending(row.usage, row.seconds), Spending(usage, time.monotonic() - began)
    return Compared(row, step, was, would, error, spent)


def _steps_of(run: Trajectory) -> dict[int, Step]:
    """By number of a question the step that it belongs to: who spoke is on the record in the same order."""
    found: dict[int, Step] = {}
    number = 0
    for lap, said in enumerate([*(step.said for step in run.steps), run.said]):
        for saying in said:
            if not saying.model:
                continue  # plain code
            number += 1
            place = lap if saying.role in DECIDERS else lap - 1
            if 0 <= place < len(run.steps):
                found[number] = run.steps[place]
    return found


def _shows(ask: Ask[Any], private: set[str]) -> bool:
    """Whether a question tells of an app of these names or packages: by a screen, a step, a note."""
    view = ask.view
    packages = {*(step.package for step in view.steps), *(note.place for note in view.notes)}
    for screen in (view.observation, *(look.observation for look in ask.looks())):
        packages |= {screen.package, *(element.package_name for element in screen.elements)}
    names = (name for package in packages - {""} for name in (package, *names_of(package)))
    return any(name.casefold() in private for name in names)
