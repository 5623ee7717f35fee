"""AndroidLab's figures of a run: success, sub-goals, reversed redundancy, reasonable operations.

Where AndroidLab leaves things open, or we cannot follow it. Sub-goals are the clauses of a verdict that have
a weight. The length a person needs is the fewest steps that a task is known to take. Screens are compared by
their pictures, or by their fingerprints where no pictures were kept. As there, a task that was not tried
counts as not done, and redundancy is of what was done alone and may exceed 1.
"""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

import numpy as np
import numpy.typing as npt
from PIL import Image, UnidentifiedImageError

from agent.evaluation.verdict import Verdict
from agent.run.step import Step
from agent.run.trajectory import read_trajectory
from device.error import ConfigError
from tasks.ledger.record import Outcome, Plan
from tasks.statistics.interval import Share, by_task, clustered, pooled, resampled
from tasks.suite import Suite

LAB = "lab"
"""The suite that these are figures of."""
ALIKE = 0.999
"""Two pictures are the same screen when more than this share of what is not white in them is equal."""
_WHITE = 255
Screen = TypeVar("Screen")
Pixels = npt.NDArray[np.uint8]
"""Rows, columns, colours."""


@dataclass(frozen=True, slots=True)
class LabFigures:
    """All four, each with its interval."""

    success: Share
    """SR: of all tasks that were planned."""
    sub_goals: Share
    """Sub-SR: the mean share of sub-goals reached, of all planned."""
    reversed_redundancy: Share | None
    """RRR: the mean of the fewest steps known by the run's, of the tasks done; None where none was."""
    reasonable: Share | None
    """ROR: the mean share of steps that changed the screen, of all planned; None where no run tells."""


def lab_figures(plan: Plan, outcomes: Mapping[int, Outcome], suite: Suite, folder: Path) -> LabFigures:
    """The figures of a run whose attempts are in `folder`."""
    names = {each.number: each.task for each in plan.episodes}
    done = list(outcomes.values())
    with ThreadPoolExecutor() as pool:  # reading pictures is what takes time, and leaves Python free
        told = dict(zip(outcomes, pool.map(lambda each: _told(each, folder), done), strict=True))
    rate = pooled if len(set(names.values())) == 1 else clustered

    def over_all(value: Callable[[Outcome], float]) -> Share:
        """The mean over all that was planned; what was not tried counts as nothing."""
        return rate(
            by_task(
                (task, value(outcomes[number]) if number in outcomes else 0.0)
                for number, task in names.items()
            )
        )

    ratios = by_task(
        (task, redundancy(suite.named(task).facts.steps, each.steps))
        for each in done
        if each.success and (task := names[each.episode])
    )
    return LabFigures(
        success=over_all(lambda each: each.success),
        sub_goals=over_all(lambda each: sub_goals(each.verdict)),
        reversed_redundancy=resampled(ratios) if ratios else None,
        reasonable=over_all(lambda each: told[each.episode] or 0.0)
        if any(share is not None for share in told.values())
        else None,
    )


def sub_goals(verdict: Verdict | None) -> float:
    """The share of sub-goals that are reached; 1 where the whole task is done."""
    if verdict is None:
        return 0.0
    if verdict.success:
        return 1.0
    counted = [clause.ok for clause in verdict.clauses if clause.weight]
    return sum(counted) / len(counted) if counted else 0.0


def redundancy(fewest: int, taken: int) -> float:
    """A person's steps by a run's: 1 for as many, less for more. A run that took none had none to spare."""
    return fewest / taken if taken else 1.0


def reasonable(screens: Sequence[Screen], same: Callable[[Screen, Screen], bool]) -> float:
    """The share of steps that changed the screen, by the screens they were decided on.

    The last screen is left out: what ends a run changes nothing. Fewer than two others leave none to blame.
    """
    counted = screens[:-1]
    if len(counted) < 2:
        return 1.0
    idle = sum(same(before, after) for before, after in pairwise(counted))
    return 1 - idle / (len(counted) - 1)


def reasonable_in(folder: Path) -> float | None:
    """The share of steps that changed the screen, of the attempt of a folder.

    None where nothing of its screens is known, or nothing but the last word was said: who does nothing does
    nothing reasonable. Takes a while: every picture is looked at.
    """
    try:
        steps = read_trajectory(folder).steps
    except ConfigError:
        return None
    if len(steps) < 2:
        return None
    shots = [folder / step.shot for step in steps if step.shot]
    if shots:
        return reasonable([*shots, *_last_unseen(steps)], Album().same)
    known = [step.fingerprint for step in steps if step.fingerprint]
    return reasonable(known, str.__eq__) if known else None


class Album:
    """Pictures compared one after the other: each is read once, the latest two are kept."""

    def __init__(self) -> None:
        self._read = lru_cache(maxsize=2)(_pixels)

    def same(self, one: Path, other: Path) -> bool:
        """Whether two files show the same screen; one that can't be read shows another than any."""
        if one == other:
            return True
        first, second = self._read(one), self._read(other)
        return first is not None and second is not None and same_pixels(first, second)


def same_pixels(one: Pixels, other: Pixels) -> bool:
    """Whether of all that is not white in either more than `ALIKE` is equal."""
    if one.shape != other.shape:
        return False
    unlike = int((one != other).any(axis=-1).sum())
    if not unlike or unlike >= (1 - ALIKE) * one.shape[0] * one.shape[1]:
        return not unlike  # too many even if nothing were white
    drawn = int(((one != _WHITE) | (other != _WHITE)).any(axis=-1).sum())
    return 1 - unlike / drawn > ALIKE


def _pixels(path: Path) -> Pixels | None:
    try:
        with Image.open(path) as picture:
            return np.asarray(picture.convert("RGB"))
    except (OSError, UnidentifiedImageError):
        return None


def _told(outcome: Outcome, folder: Path) -> float | None:
    """Of one attempt, as its row tells, or else its pictures do."""
    if outcome.reasonable is not None or not outcome.folder:
        return outcome.reasonable
    return reasonable_in(folder / outcome.folder)


def _last_unseen(steps: Sequence[Step]) -> list[Path]:
    """A stand-in for the screen of the last step where no picture was taken for it: it is left out anyway."""
    return [] if steps[-1].shot else [Path()]
