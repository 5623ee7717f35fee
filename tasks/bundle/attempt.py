"""One attempt of a bundle: whether its row follows from its verdict's clauses and from its trace."""

from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from agent.evaluation.verdict import Basis, Verdict
from agent.run.trajectory import Trajectory, parse_trajectory
from device.error import ConfigError
from models.reply import Usage
from tasks.bundle.archive import Archive
from tasks.bundle.difference import differences
from tasks.bundle.format import Manifest, Row, TaskSheet
from tasks.bundle.origin import strange_origin
from tasks.bundle.trace import lacking
from tasks.ledger.record import CRASHES, Episode, Outcome, Plan
from tasks.runner.fault import failure_of
from tasks.scene import answer_told, apps_told, ending_told
from tasks.task import HARMLESS, is_meant

_CLOCK = 1.0
"""Seconds that two readings of a clock may be apart."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found out about an attempt."""

    traced: bool
    """Whether it has a trace."""
    complaints: tuple[str, ...]


def check_attempt(
    archive: Archive, manifest: Manifest, plan: Plan, episode: Episode, sheet: TaskSheet, row: Row
) -> Checked:
    """Hold a row against all that lies in the bundle."""
    outcome = row.outcome
    name = f"{episode.task} (number {episode.number}, attempt {outcome.attempt})"
    found: list[str] = []
    trajectory: Trajectory | None = None
    try:
        rows = _rows(archive, episode, outcome)
        if rows is not None:
            found += lacking(rows, outcome.attempt)
            trajectory = _trajectory(archive, episode, outcome, rows)
    except ConfigError as error:
        found = found or [str(error)]
        return Checked(True, tuple(f"{name}: {line}" for line in found))
    found += [*_row(row), *_verdict(outcome.verdict, sheet)]
    if trajectory is not None:
        found += _trace(episode, outcome, trajectory)
        found += strange_origin(plan, outcome, trajectory)
        found += _screens(archive, manifest, trajectory)
        if outcome.verdict is not None:
            found += _read_off(outcome.verdict, sheet, outcome, trajectory)
    elif outcome.verdict is not None:
        found.append("it was judged, and there is no trace of it")
    return Checked(trajectory is not None, tuple(f"{name}: {line}" for line in found))


def _rows(archive: Archive, episode: Episode, outcome: Outcome) -> bytes | None:
    """Read from where the plan says they are: no trace can stand for two attempts."""
    folder = episode.folder(outcome.attempt).as_posix()
    if outcome.folder not in ("", folder):
        raise ConfigError(f"its trace lies in {outcome.folder}, and not in {folder}")
    rows = f"{folder}/trajectory.jsonl"
    return archive.read(rows) if outcome.folder and rows in archive.sizes else None


def _trajectory(archive: Archive, episode: Episode, outcome: Outcome, rows: bytes) -> Trajectory:
    folder = episode.folder(outcome.attempt).as_posix()
    try:
        return parse_trajectory(Path(folder), archive.read(f"{folder}/manifest.json"), rows)
    except ConfigError as error:
        if isinstance(error.__cause__, KeyError):
            raise ConfigError(f"the run in {folder} can't be read: a row has no {error.__cause__}") from error
        raise


def _row(row: Row) -> Iterator[str]:
    """What a row says of itself."""
    outcome, verdict = row.outcome, row.outcome.verdict
    succeeded = verdict is not None and verdict.success
    if outcome.success != succeeded:
        yield f"it says success {outcome.success}, and its clauses come to {succeeded}"
    if verdict is None and outcome.failure not in CRASHES:
        yield f"it was not judged, and its failure is {outcome.failure or 'none'!r}"
    if not row.final and not outcome.is_crash:
        yield "it did not break down, and is not the last word"
    if outcome.ended_at < outcome.began_at:
        yield "it ends before it begins"


def _verdict(verdict: Verdict | None, sheet: TaskSheet) -> Iterator[str]:
    """Damage is exactly what changed where the task has nothing to do, as far as a line of text tells."""
    if verdict is None or not sheet.tells_damage:
        return
    for line in verdict.damage:
        if line not in verdict.changes:
            yield f"damage that is no change: {line[:80]}"
    known = [f"{pattern}[ :]*" for pattern in (*sheet.facts.touches, *HARMLESS)]
    for line in verdict.changes:
        if line not in verdict.damage and not any(fnmatchcase(line, pattern) for pattern in known):
            yield f"a change that is damage and is not told as such: {line[:80]}"


def _trace(episode: Episode, outcome: Outcome, trajectory: Trajectory) -> Iterator[str]:
    """What a row says of its trace."""
    goal = trajectory.manifest.said or trajectory.manifest.goal
    if goal.strip() != episode.goal.strip():  # plans of earlier versions kept blanks around it
        yield f"its trace is of another goal: {goal[:80]!r}"
    if trajectory.manifest.started_at > outcome.ended_at + _CLOCK:
        yield "its trace began after it ended"
    indices = [step.index for step in trajectory.steps]
    if indices != list(range(1, len(indices) + 1)):
        yield "its trace lacks steps"
    if outcome.verdict is None and not outcome.status:
        return  # it broke down before it was known how it ended
    ending = trajectory.ending
    told: dict[str, object] = {
        "status": ending.status if ending else "unfinished",
        "reason": ending.reason if ending else "",
        "answer": trajectory.answer,
        "steps": len(trajectory.steps),
        "seconds": trajectory.seconds.model_dump(),
        "usage": _numbers(sum(trajectory.usage.values(), Usage())),
        "late_cost": trajectory.late_cost,
    }
    if outcome.failure in CRASHES:
        del told["reason"]  # it says what broke
    claimed = {**outcome.model_dump(include=set(told)), "usage": _numbers(outcome.usage)}
    yield from differences("trace", {name: claimed[name] for name in told}, told)


def _read_off(verdict: Verdict, sheet: TaskSheet, outcome: Outcome, trajectory: Trajectory) -> Iterator[str]:
    """Clauses and fault, as far as the trace alone decides them."""
    ends = verdict.clauses[0]
    status = trajectory.ending.status if trajectory.ending else "unfinished"
    if ends.basis is not Basis.ENDING or ends.ok != is_meant(status, sheet.ends):
        yield f"its first clause says {ends.evidence!r}: {ends.ok}, and it ended {status}"
    by_trace = {
        Basis.ENDING: ending_told(trajectory),
        Basis.ANSWER: answer_told(trajectory),
        Basis.SCREENS: apps_told(trajectory),
    }
    for clause in verdict.clauses:
        told = by_trace.get(clause.basis, clause.evidence)
        if clause.evidence != told:
            yield f"a clause says {clause.evidence[:80]!r}, and by the trace {told[:80]}"
    fault = "" if verdict.success else failure_of(trajectory)
    if outcome.failure != fault:
        yield f"its failure is {outcome.failure or 'none'!r}, and by the trace {fault or 'none'!r}"


def _screens(archive: Archive, manifest: Manifest, trajectory: Trajectory) -> Iterator[str]:
    if manifest.pictures:
        for step in trajectory.steps:
            if step.shot and step.shot not in archive.sizes:
                yield f"the screen of step {step.index} is missing"


def _numbers(usage: Usage) -> dict[str, object]:
    names = ("prompt_tokens", "completion_tokens", "cached_tokens", "calls", "cost")
    return {name: getattr(usage, name) for name in names}
