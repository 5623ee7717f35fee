"""Plays the tries of a bundle again, touch by touch on a fresh phone, and judges what comes of it.

The phone inside repeats: the same calls from the same beginning lead to the same state, to the last row. So
what a verdict claims is proven, or it is not; what a try did beside its touches is missing here, and shows.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path, PurePosixPath

from agent.action.action import AskUser
from agent.evaluation.verdict import Verdict
from agent.perception.compare import fingerprint
from agent.run.event import Question
from agent.run.step import Step
from agent.run.trajectory import Trajectory, parse_trajectory
from device.error import ConfigError, TapwrightError
from device.link.transport.protocol import Transport
from tasks.bundle.archive import Archive
from tasks.bundle.claim import misfit
from tasks.bundle.format import OUTCOMES, PLAN, Row, named_by
from tasks.bundle.redact import EMBEDDED, Redactor
from tasks.bundle.word import own_words
from tasks.door.call import CALLS, Call, against, read_calls
from tasks.door.rules import rules_named
from tasks.ledger.record import Episode, Plan
from tasks.runner.phone import PhoneSpec, WorkerPhone, open_phone
from tasks.runner.plan import code_hash
from tasks.suite import Suite, find_suite
from tasks.task import Task

_SHOWN = 160
_OF_PHONE = ("seed", "locale", "weather", "sample", "way")


@dataclass(frozen=True, slots=True)
class Replayed:
    """What came of playing a bundle's tries again."""

    tries: int
    """That were played to their end, and judged."""
    complaints: tuple[str, ...]
    """What does not come out as it is claimed, a line each."""
    unproved: tuple[str, ...]
    """What cannot be proved this way, a line each."""
    hanging: tuple[str, ...] = ()
    """Verdicts that hang on the agent's own word, a line each with that word."""


def replay_bundle(path: Path) -> Replayed:
    """Play all that was judged again.

    Raises ConfigError for what is no bundle, and where its suite is not there. What else is wrong with it is
    for `verify` to tell: look there first.
    """
    with Archive.open(path) as archive:
        plan = Plan.model_validate_json(archive.read(PLAN))
        rows = [Row.model_validate_json(line) for line in archive.read(OUTCOMES).splitlines() if line]
        judged = [row for row in rows if row.outcome.verdict is not None and row.outcome.folder]
        hanging = tuple(_hanging(plan, judged))
        unproved = list(_beyond(plan, rows, judged, len(hanging)))
        if plan.phone.get("kind") != EMBEDDED:
            return Replayed(0, (), tuple(unproved), hanging)
        complaints: list[str] = []
        player = _Player(archive, plan, find_suite(plan.suite))
        with open_phone(_phone(plan)) as phone:
            for row in judged:
                complaints += player.play(row, phone)
    return Replayed(len(judged), tuple(complaints), tuple(unproved), hanging)


def _hanging(plan: Plan, judged: Sequence[Row]) -> Iterator[str]:
    """A line for each verdict that hangs on the agent's own word."""
    episodes = {episode.number: episode for episode in plan.episodes}
    for row in judged:
        episode, verdict = episodes.get(row.outcome.episode), row.outcome.verdict
        words = list(own_words(verdict)) if verdict is not None else []
        if episode is not None and words:
            # An answer comes first: it decides more than that the run ended as most do.
            yield f"{_name(episode, row)}: {', '.join((*words[1:], words[0]))}"


def _beyond(plan: Plan, rows: Sequence[Row], judged: Sequence[Row], hanging: int) -> Iterator[str]:
    """What playing it again cannot prove."""
    yield (
        f"how a run ended and what it answered: {hanging} of {len(judged)} verdicts hang on the agent's own "
        "word"
    )
    if plan.phone.get("kind") != EMBEDDED:
        yield "its phone is one behind adb, whose state nobody can bring back: that it came of these touches"
        yield "that nobody else touched that phone meanwhile, by adb or by hand"
        return
    if plan.code != code_hash():
        yield "the code here is not that of the run: what comes out otherwise may be its doing"
    if len(judged) < len(rows):
        yield f"{len(rows) - len(judged)} of {len(rows)} tries, which were never judged and claim nothing"
    yield "that no read and no refused call was taken out of the log: neither leaves a trace on the phone"
    yield "who decided on the touches, in what time and for how many tokens: that is as it is told"


def _name(episode: Episode, row: Row) -> str:
    return f"{episode.task} (number {episode.number}, attempt {row.outcome.attempt})"


def _phone(plan: Plan) -> PhoneSpec:
    told = {name: value for name, value in plan.phone.items() if name in _OF_PHONE}
    return PhoneSpec.model_validate(told)


class _Player:
    """Plays one try after the other."""

    def __init__(self, archive: Archive, plan: Plan, suite: Suite) -> None:
        self._archive = archive
        self._plan = plan
        self._suite = suite
        self._episodes = {episode.number: episode for episode in plan.episodes}
        self._redactor = Redactor(Path("/replay"), ())
        self._rules = rules_named(plan.limits.get("rules", "screen"))

    def play(self, row: Row, phone: WorkerPhone) -> Iterator[str]:
        """Complaints about one try."""
        outcome = row.outcome
        episode = self._episodes.get(outcome.episode)
        if episode is None or outcome.verdict is None:
            return
        name = _name(episode, row)
        try:
            for line in self._played(row, episode, outcome.verdict, phone):
                yield f"{name}: {line}"
        except TapwrightError as error:
            yield f"{name}: it cannot be played again: {error}"

    def _played(self, row: Row, episode: Episode, verdict: Verdict, phone: WorkerPhone) -> Iterator[str]:
        folder = episode.folder(row.outcome.attempt).as_posix()
        rows, manifest = (
            self._archive.read(f"{folder}/{name}") for name in ("trajectory.jsonl", "manifest.json")
        )
        trajectory = parse_trajectory(Path(folder), manifest, rows)
        if f"{folder}/{CALLS}" not in self._archive.sizes:
            yield "void: it does not tell what it asked of the phone"
            return
        calls = read_calls(self._archive.read(f"{folder}/{CALLS}").splitlines())
        for call in against(self._rules, calls):
            way = f"a way that the rules `{self._rules.name}` do not allow"
            yield f"void: step {call.step} went {way}: {call.kind} {call.what[:_SHOWN]}"
        yield from misfit(trajectory, calls)
        task = self._task(episode)
        if task is None:
            yield "its parameters are none that its seed draws"
            return
        phone.ready()
        try:
            task.initialize(phone.device(), phone.census)
            if task.goal != episode.goal:
                yield f"its seed asks for {task.goal[:_SHOWN]!r}"
            phone.sky(task.weather)
            yield from self._touched(trajectory, calls, task, phone)
            phone.sky("")
            yield from self._differing(verdict, task.score(phone.device(), trajectory))
        finally:
            task.tear_down(phone.device())

    def _task(self, episode: Episode) -> Task | None:
        """The task, where its parameters are those that its seed draws, or that of the try it repeats."""
        template = self._suite.named(episode.task)
        step = len(template.facts.goals)
        seeds = (episode.seed - again * step for again in range(len(self._plan.episodes)))
        if any(dict(template.task(seed).params) == episode.params for seed in seeds):
            return template.task(episode.seed, episode.params)
        return None

    def _touched(
        self, trajectory: Trajectory, calls: Sequence[Call], task: Task, phone: WorkerPhone
    ) -> Iterator[str]:
        """Make the calls again, and compare what shows before each step."""
        by_step = {step: list(some) for step, some in groupby(calls, key=lambda call: call.step)}
        eye = _Eye(phone)
        for step in trajectory.steps:
            mine = by_step.pop(step.index, [])
            shows = eye.shows(step)
            for call in mine:
                _make(call, phone.device().transport)
                shows = shows or eye.shows(step)
            if not shows:
                yield f"step {step.index}: the phone shows another screen than the step was taken on"
            if isinstance(step.action, AskUser) and step.performed:
                task.reply(Question(kind="ask", text=step.action.question), phone.device())
        for rest in by_step.values():
            for call in rest:
                _make(call, phone.device().transport)

    def _differing(self, claimed: Verdict, found: Verdict) -> Iterator[str]:
        """Where the verdict is not what comes of playing it again."""
        again = Verdict.model_validate(self._redactor.value(found.model_dump(mode="json")))
        for one, other in zip(claimed.clauses, again.clauses, strict=False):
            if one != other:
                said = f"it says {one.ok} ({one.evidence[:_SHOWN]})"
                yield f"{one.demand}: {said}, and played again {other.ok} ({other.evidence[:_SHOWN]})"
        if len(claimed.clauses) != len(again.clauses):
            yield f"it has {len(claimed.clauses)} clauses, and its judge {len(again.clauses)}"
        yield from _apart("change", claimed.changes, again.changes)
        yield from _apart("damage", claimed.damage, again.damage)


def _apart(what: str, claimed: Sequence[str], found: Sequence[str]) -> Iterator[str]:
    """What only one of the two tells."""
    yield from (f"a {what} that does not come out: {line[:_SHOWN]}" for line in claimed if line not in found)
    yield from (f"a {what} that it does not tell: {line[:_SHOWN]}" for line in found if line not in claimed)


class _Eye:
    """Compares the phone's screen with that of a step."""

    def __init__(self, phone: WorkerPhone) -> None:
        self._phone = phone

    def shows(self, step: Step) -> bool:
        """Whether the screen is the step's, by its tree or, to the pixel, by its picture."""
        if not step.fingerprint and not step.shot:
            return True
        seen = self._phone.device().observe(screenshot=False)
        if step.fingerprint and fingerprint(seen) == step.fingerprint:
            return True
        if not step.shot.endswith(".png"):
            return False
        picture = self._phone.device().observe(tree=False).screenshot
        return picture is not None and named_by(picture.png) == PurePosixPath(step.shot).stem


def _make(call: Call, transport: Transport) -> None:
    """Make a call as it was made; one that was refused never came to the phone, a pull changes none."""
    if call.refused or call.kind == "pull":
        return
    if call.kind == "push":
        raise ConfigError("a file was put on the phone, of which only the path is known")
    if call.kind == "exec":
        transport.exec_out(call.what)
    else:
        transport.shell(call.what, stdin=call.input)
