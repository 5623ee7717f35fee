"""What a session told, as rows of the page: in the language of the page, or of the task it is about."""

import struct
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

from agent.effect.effect import Proof
from agent.run.event import EffectMet, EffectsListed, Ended, NextTouch, Noticed, PlanMade, Question, StepDone
from agent.run.step import Step
from device.error import ConfigError, DeviceError
from ui.chat.row import (
    EffectLine,
    EndedRow,
    MetRow,
    NoticedRow,
    Numbered,
    PlanRow,
    QuestionRow,
    ReplyRow,
    RequiredRow,
    Row,
    SteeredRow,
    StepRow,
    TaskRow,
    TouchRow,
)  # fmt: skip
from ui.deed import sentence
from ui.report.draw import shapes
from ui.service.session import Session
from ui.service.task import EACH_TIME
from ui.service.told import Replied, Steered, TaskBegun, Told
from ui.words import clean, grounds, mark, printable, remarks, spoken, thought, verdict, voices, what

Speak = Callable[[str], str]
_LONGEST = 4_000
_PATIENCE = 1.0
"""Seconds to wait for a step's picture, which is written while the step is told."""


class Teller:
    """Turns what one session tells into rows, in the language of the page or of the task it is about."""

    def __init__(self, session: Session, speaker: Callable[[str], Speak]) -> None:
        """`speaker` gives, for a goal, what puts a sentence of ours into words for whoever reads it."""
        self._session = session
        self._speaker = speaker
        self._tasks: dict[int, TaskBegun] = {}
        self._apps: dict[str, str] | None = None
        """Names of the phone's apps by package, once one is asked for."""

    def row(self, told: Told) -> Numbered:
        """What was told, as a row."""
        goal = self._begun(told.task).goal
        match told.word:
            case StepDone(step=step):
                row: Row = self._step(step, told, self._speaker(goal))
            case Replied(text=text, to=to):
                row = ReplyRow(self._speaker(to)(text))
            case Question() as asked:
                row = self._question(asked, told, self._speaker(goal))
            case word:
                row = _row(word, goal, self._speaker(goal))
        return Numbered(told.number, told.at, told.task, row)

    def _step(self, step: Step, told: Told, speak: Speak) -> StepRow:
        size = _awaited(self._session, told.task, step.shot)
        picture = f"/picture/{self._session.id}/{told.task}/{quote(Path(step.shot).name)}"
        row = step_row(step, speak, picture, size, self._begun(told.task).folder.name)
        subgoal = subgoal_of(step)
        done = (
            one.word.step
            for one in self._session.told()
            if one.number <= told.number and one.task == told.task and isinstance(one.word, StepDone)
        )
        served = [one for one in done if subgoal_of(one) == subgoal]
        return replace(
            row,
            deed=sentence([step], speak, self._app_named),
            subgoal=speak(clean(subgoal)),
            sentence=sentence(served, speak, self._app_named),
        )

    def _question(self, asked: Question, told: Told, speak: Speak) -> QuestionRow:
        name = Path(asked.picture).name
        size = _awaited(self._session, told.task, name)
        picture = f"/picture/{self._session.id}/{told.task}/{quote(name)}" if size is not None else ""
        return replace(_question(asked, speak), picture=picture, size=size)

    def _app_named(self, app: str) -> str:
        """What people call an app, where it is told by its package."""
        if "." not in app or " " in app:
            return app
        if self._apps is None:
            with suppress(DeviceError), self._session.look() as device:
                self._apps = {one.package: one.names[0] for one in device.apps()}
        return (self._apps or {}).get(app, app.rpartition(".")[2])

    def _begun(self, task: int) -> TaskBegun:
        """The beginning of a task; one without a goal where no task is told of."""
        if task not in self._tasks:
            begun = (told.word for told in self._session.told() if told.task == task)
            nothing = TaskBegun("", Path())
            self._tasks[task] = next((word for word in begun if isinstance(word, TaskBegun)), nothing)
        return self._tasks[task]


def subgoal_of(step: Step) -> str:
    """What a step was decided for; "" where there was no plan."""
    return step.plan.next if step.plan is not None else ""


_Other = TaskBegun | EffectsListed | EffectMet | PlanMade | Noticed | NextTouch | Steered | Ended


def _row(word: _Other, goal: str, speak: Speak) -> Row:
    match word:
        case TaskBegun(resumed=resumed):
            return TaskRow(readable(goal), resumed)
        case EffectsListed(effects=effects):
            return RequiredRow(tuple(readable(effect.text) for effect in effects))
        case EffectMet(proofs=proofs):
            return MetRow(_effects(proofs, speak))
        case PlanMade(plan=plan):
            return PlanRow(tuple(speak(clean(each)) for each in plan.subgoals), plan.done)
        case Noticed(text=text):
            return NoticedRow(speak(readable(text)))
        case NextTouch(step=step, size=size):
            return TouchRow(step.index, size, tuple(shapes(step, size)))
        case Steered(act=act, text=text, question=question):
            return SteeredRow(act, readable(text), question)
        case Ended() as ended:
            return _ended(ended, speak)


def _question(asked: Question, speak: Speak) -> QuestionRow:
    return QuestionRow(
        asks=asked.kind,
        text=speak(readable(asked.text)),
        deed=readable(asked.deed),
        touch=readable(asked.touch),
        why=readable(asked.why),
        classes=asked.classes,
        once=not asked.classes or bool(EACH_TIME.intersection(asked.classes)),
        app=readable(asked.app),
        to=readable(asked.to),
        content=readable(asked.content),
        amount=readable(asked.amount),
        box=asked.box,
        picture="",
        size=None,
        hint=speak(clean(asked.hint)),
    )


def step_row(step: Step, speak: Speak, picture: str, size: tuple[int, int] | None, run: str) -> StepRow:
    """A step of a run, its screen at an address; `size` is None where there is no picture."""
    sign, tone = mark(step)
    return StepRow(
        index=step.index,
        sign=sign,
        tone=tone,
        did=speak(what(step)),
        deed=sentence([step], speak),
        thought=speak(thought(step)),
        remarks=tuple(speak(line) for line in (*remarks(step), *voices(step))),
        seconds=round(step.seconds.total, 1),
        done=step.plan.done if step.plan is not None else None,
        subgoal=speak(clean(subgoal_of(step))),
        sentence=sentence([step], speak),
        tokens=sum(usage.tokens for usage in step.usage.values()),
        picture=picture if size else "",
        size=size or (0, 0),
        shapes=tuple(shapes(step, size)) if size else (),
        candidates=tuple((place.x, place.y) for spot in step.grounding for place in spot.alternatives),
        trace=f"/past/run/{quote(run, safe='')}/trace/{step.index}",
    )


def _ended(ended: Ended, speak: Speak) -> EndedRow:
    return EndedRow(
        status=ended.status,
        verified=ended.verified,
        answer=readable(ended.answer),
        why=grounds(speak(ended.evidence), speak(ended.reason), ended.answer, speak),
        verdict=spoken(verdict(ended), speak),
        effects=_effects(ended.proofs, speak),
        run=ended.folder.name if ended.folder is not None else "",
    )


def _effects(proofs: tuple[Proof, ...], speak: Speak) -> tuple[EffectLine, ...]:
    return tuple(
        EffectLine(speak(readable(one.effect.text)), one.standing, speak(readable(one.evidence)))
        for one in proofs
    )


def _awaited(session: Session, task: int, shot: str) -> tuple[int, int] | None:
    """The size of a step's screen, whose file may be on its way; None where there is none."""
    until = time.monotonic() + _PATIENCE
    while shot:
        try:
            size = picture_size(session.picture(task, shot))
        except ConfigError:
            size = None
        if size is not None or time.monotonic() > until:
            return size
        time.sleep(0.02)
    return None


def picture_size(path: Path) -> tuple[int, int] | None:
    """Width and height from the head of a PNG file; None where it can't be read."""
    try:
        with path.open("rb") as file:
            head = file.read(24)
    except OSError:
        return None
    return struct.unpack_from(">II", head, 16) if len(head) == 24 else None


def shot_address(folder: Path, shot: str) -> str:
    """Where the page finds a picture of the run in a folder."""
    return f"/past/run/{quote(folder.name, safe='')}/shot/{quote(Path(shot).name, safe='')}"


def readable(text: str) -> str:
    """Text of several lines without anything that is not meant to be seen, cut where it is very long."""
    kept = printable(text)
    return kept if len(kept) <= _LONGEST else kept[: _LONGEST - 1] + "…"
