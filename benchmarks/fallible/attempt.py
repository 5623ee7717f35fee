"""One run of the loop with a fallible model, judged by the phone's state."""

import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from agent.build import build
from agent.preset.preset import find_preset
from agent.run.event import Ended, Question
from agent.run.trajectory import read_trajectory
from agent.settings import Settings
from benchmarks.fallible.decider import Decider, Odds
from benchmarks.fallible.move import perform
from benchmarks.fallible.server import Endpoint
from benchmarks.fallible.sheet import ENTRIES
from benchmarks.fallible.shown import shown
from benchmarks.fallible.slip import Slip
from benchmarks.fallible.stand import Stand
from benchmarks.fallible.voice import Dress, dressed
from benchmarks.fallible.walk import Walk
from benchmarks.fallible.witness import Witness
from device.error import ActionRejected

NEEDED = "needed"
"""Calls of roles that can change something, which a preset makes unless it is told otherwise."""
SPARE = 15
"""Steps that a run may take beyond one and a half times the gold walk's."""
_MODELS = ("fallible", "gemini-fallible")
"""The first counts places in pixels of the picture, the second from 0 to 1000."""
_SHOWN = 200
"""Characters kept of the reason a run ended."""


@dataclass(frozen=True, slots=True)
class Case:
    """One run to be made."""

    task: str
    preset: str
    rate: float
    role_rate: float
    seed: int
    weights: Mapping[str, float]
    """Of the kinds of error, by name."""
    calls: str = NEEDED
    """Which calls of its roles a preset makes: `needed` or `all`."""


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a run."""

    task: str
    preset: str
    rate: float
    seed: int
    slips: Sequence[str]
    """The errors that were made, in order."""
    decisions: int
    reached: bool
    """Whether phone and answer are as the task's judge wants them, whatever the run says."""
    status: str
    verified: bool
    reason: str
    outside: Sequence[str]
    """Changes on the phone outside the task's own places."""
    wrong: Sequence[str]
    """Changes that the gold walk does not make, those included."""
    steps: int
    calls: int
    tokens: int
    questions: int
    seconds: float
    """Processor time."""
    made: str = NEEDED
    """Which calls were made, as `Case.calls`."""
    refused: int = 0
    """Steps that the guard refused, whatever the owner would say."""

    @property
    def false(self) -> bool:
        """Whether the run says that completion was verified, and it is not so."""
        return self.verified and self.status == "complete" and not self.reached


class Model:
    """All roles of one run."""

    def __init__(self, stand: Stand, odds: Odds, name: str, most: int) -> None:
        self.decider = Decider(stand, Walk(stand), odds, most)
        self._witness = Witness(self.decider)
        self._name = name

    def speak(self, reply: str, schema: Mapping[str, object], request: Mapping[str, object]) -> str:
        """The reply to one request."""
        messages = cast(Sequence[Mapping[str, object]], request["messages"])
        if reply not in ("Decision", "ToolDecision"):
            return dressed(self._witness.reply(reply, schema), Dress.BARE)
        if any(message["role"] == "assistant" for message in messages):
            return self.decider.again()
        return self.decider.decide(shown(self._name, self.decider.stand.page(), messages))


def attempt(endpoint: Endpoint, case: Case) -> Result:
    """Run it. Raises what the bench's own model raised."""
    began = time.process_time()
    with _begun(endpoint, case) as (stand, model, settings):
        ended, questions = _run(stand, settings)
        if endpoint.failures:
            raise endpoint.failures[0]
        reached, outside, refused = False, tuple[str, ...](), 0
        if ended.folder is not None:
            run = read_trajectory(ended.folder)
            reached, outside = stand.judged(stand.device, run)
            permits = [step.permit for step in run.steps if step.permit is not None]
            refused = sum(permit.by == "guard" and not permit.allowed for permit in permits)
        wrong = [str(change) for change in stand.wrong()]
    return Result(
        case.task,
        case.preset,
        case.rate,
        case.seed,
        slips=[str(slip) for slip in model.decider.slips],
        decisions=len(model.decider.fitting),
        reached=reached,
        status=str(ended.status),
        verified=ended.verified,
        reason=ended.reason[:_SHOWN],
        outside=outside,
        wrong=wrong,
        steps=ended.steps,
        calls=ended.model_calls,
        tokens=ended.tokens,
        questions=questions,
        seconds=time.process_time() - began,
        made=case.calls,
        refused=refused,
    )


def survey(case: Case) -> list[list[str]]:
    """The kinds of error that each decision of a faultless walk could have been."""
    stand = Stand(ENTRIES[case.task], case.seed)
    decider = Decider(stand, Walk(stand), Odds(0.0, 0.0, {}, ""), find_preset(case.preset).actions)
    while not decider.walk.finished:
        decider.decide(shown("", stand.page(), ()))
        carry_out(decider, stand)
    decider.decide(shown("", stand.page(), ()))
    stand.close()
    return [sorted(map(str, some)) for some in decider.fitting]


def carry_out(decider: Decider, stand: Stand) -> None:
    """Do on the phone what was decided last, without a loop."""
    for move in decider.walk.moves[decider.walk.since : decider.walk.at]:
        with suppress(ActionRejected):  # an app that is not there; the loop would tell the model
            perform(stand.device, move)
    stand.device.settle()


@contextmanager
def _begun(endpoint: Endpoint, case: Case) -> Iterator[tuple[Stand, Model, Settings]]:
    """The task ready on a phone, its model behind the endpoint, and the settings of a run with it."""
    stand = Stand(ENTRIES[case.task], case.seed)
    weights = {Slip(kind): weight for kind, weight in case.weights.items()}
    odds = Odds(case.rate, case.role_rate, weights, f"{case.task} {case.seed}")
    name = _MODELS[case.seed % len(_MODELS)]
    model = Model(stand, odds, name, find_preset(case.preset).actions)
    endpoint.put(name, model)
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(
            model=name,
            base_url=endpoint.url,
            preset=case.preset,
            max_steps=len(stand.gold.moves) * 3 // 2 + SPARE,
            out=Path(folder) / "run",
        )
        if ENTRIES[case.task].tools:
            settings = settings.model_copy(update={"tools": frozenset({"android"})})
        if case.calls != NEEDED:  # older commits have no such setting
            settings = settings.model_copy(update={"calls": case.calls})
        yield stand, model, settings
    stand.close()


def _run(stand: Stand, settings: Settings) -> tuple[Ended, int]:
    """The run to its end, every question answered as a careless owner would; and how many there were."""
    run = build(settings, stand.device).run(stand.task.goal, embedded=True)
    questions = 0
    for event in run:
        if isinstance(event, Question):
            questions += 1
            run.answer("yes" if event.kind == "confirm" else "Go on as you think best.")
    assert run.ended is not None
    return run.ended, questions
