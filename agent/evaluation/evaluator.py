"""The evaluator of PAE: says of a finished run whether it reached its goal, or that it cannot tell.

Where a task has a predicate, the phone's own state decides and nobody is asked. Where it has none, a judge
goes by the run's record: a model in the role `evaluate`, or plain code (`RecordJudge`). UNSURE and whatever
went wrong are no labels: in PAE's release a judge that failed counted as a failure of the agent
(`reference` in docs/practice.md). A judge rewards nothing before its precision is measured
(`agent practice judge-report`).
"""

from collections.abc import Iterator
from typing import Protocol

from agent.action.action import InputText, OpenApp
from agent.brain.brain import Brain, Look, View
from agent.memory.words import weight, words
from agent.role.evaluate import Evaluating, Label
from agent.run.status import RunStatus
from agent.run.step import Ending, Record, Step
from agent.run.trajectory import Trajectory
from device.error import ToldToModel, ToldToPerson
from device.screen import Observation

_LAST = 3
"""Screens at the end that a model is shown (PAE shows three)."""
_BORNE_OUT = 0.75
"""Of the goal's words, by their weight, the share that the record must bear out for plain code to believe a
claim; verbs that many goals have weigh little."""
_UNTOUCHED = 0.34
"""Below this share the run worked on something else."""
_NOTHING = Observation(None, (), "", "", keyboard_shown=False, size=(0, 0))
"""What is seen of a run whose pictures are gone."""


class Judged(Record):
    """What an evaluator says of a run."""

    verdict: Label
    by: str
    """"state", the name of a judge, or "error" where nobody could be asked."""
    reason: str
    step: int | None = None
    """The step that decides it; None where no single one does."""
    cost: float = 0.0
    """US dollars that the judge took for it."""

    @property
    def is_label(self) -> bool:
        """Whether anything may be learnt from it."""
        return self.verdict != "UNSURE"


class Judge(Protocol):
    """Judges a run by its record alone."""

    @property
    def name(self) -> str:
        """Who judges."""
        ...

    def judge(self, run: Trajectory) -> Judged:
        """The verdict; never raises for a run that can't be judged: that is UNSURE."""
        ...


class ModelJudge:
    """A model in the role `evaluate`."""

    def __init__(self, brain: Brain) -> None:
        self._brain = brain

    @property
    def name(self) -> str:
        """The model's."""
        return self._brain.speaker("evaluate")

    def judge(self, run: Trajectory) -> Judged:
        """The model's verdict. A model that cannot be had, or cannot be understood, makes no label."""
        try:
            reply = self._brain.think(_question(run))
        except (ToldToModel, ToldToPerson) as error:
            return Judged(verdict="UNSURE", by="error", reason=str(error))
        said, cost = reply.value, reply.usage.cost or 0.0
        known = said.step if said.step in {step.index for step in run.steps} else None
        return Judged(verdict=said.verdict, by=self.name, reason=said.reason, step=known, cost=cost)


class RecordJudge:
    """Plain code: does the record bear out what the goal names?

    It believes a claim only where the run confirmed it on a fresh screen and nearly all words of the goal
    turn up in what was typed, touched, opened or read. It sees no pictures and knows no app.
    """

    name = "offline"

    def judge(self, run: Trajectory) -> Judged:
        """The verdict by the record."""
        ending = run.ending
        if ending is None or ending.status in (RunStatus.ERROR, RunStatus.STOPPED):
            return self._says("UNSURE", "it was broken off")
        last = run.steps[-1].index if run.steps else None
        if not ending.status.is_claimed:
            return self._says("FAIL", f"it ended {ending.status}: {ending.reason}", last)
        wanted = set(words(run.manifest.goal))
        borne = wanted & {word for text in _texts(run) for word in words(text)}
        share = _weight(borne) / (_weight(wanted) or 1.0)
        told = f"{len(borne)} of {len(wanted)} words of the goal turn up in the record"
        if share < _UNTOUCHED:
            return self._says("FAIL", told, last)
        if ending.verified and share >= _BORNE_OUT:
            return self._says("SUCCESS", f"{told}; confirmed: {ending.evidence}", last)
        return self._says("UNSURE", told)

    def _says(self, verdict: Label, reason: str, step: int | None = None) -> Judged:
        return Judged(verdict=verdict, by=self.name, reason=reason, step=step)


def _weight(some: set[str]) -> float:
    """Numbers weigh as much as names: a goal with another number is another goal."""
    return sum(1.0 if word.isdigit() else weight(word) for word in some)


def _question(run: Trajectory) -> Evaluating:
    """What is asked of a run: by its first screen and its last ones, those that were kept."""
    shown = list({step.shot: step for step in run.steps if step.shot}.values())
    chosen = [*shown[:1], *shown[1:][-_LAST:]]
    *earlier, last = [look for step in chosen if (look := run.look(step)) is not None] or [_NOTHING]
    return Evaluating(
        View(goal=run.manifest.goal, observation=last, steps=run.steps),
        ended=_told(run.ending),
        answer=run.answer,
        earlier=tuple(Look(look) for look in earlier),
    )


def _told(ending: Ending | None) -> str:
    return f"{ending.status}: {ending.reason}" if ending else ""


def _texts(run: Trajectory) -> Iterator[str]:
    """What was said, typed, touched, opened and read."""
    yield run.answer
    for step in run.steps:
        yield from _of_step(step)


def _of_step(step: Step) -> Iterator[str]:
    if not step.performed:
        return
    yield from step.read
    yield step.page
    for spot in step.grounding:
        yield spot.label
        if spot.mark is not None:
            yield from (*spot.mark.names, *spot.mark.near)
    match step.action:
        case InputText(text=text):
            yield text
        case OpenApp(app_name=name):
            yield name
