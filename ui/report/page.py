"""The report of a benchmark's run, written as one file or as a folder with its pictures beside."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from agent.run.trajectory import Trajectory
from device.atomicfile import write_whole
from device.error import ConfigError
from tasks.ledger.record import CRASHES
from tasks.statistics.interval import Share
from tasks.statistics.summary import Summary
from ui.report.gather import BenchReport
from ui.report.picture import shrink
from ui.report.shell import Matter, rendered, screens

_MOST = 25_000_000
"""Bytes of pictures that one file takes; a page with more is slow to open."""
_INDEX = "index.html"
_PICTURES = "shots"
FAULTS = {
    "agent": "it said otherwise than it should, gave up or got stuck, or the phone is not as it should be",
    "budget": "its steps, time, tokens or money were spent before it said that it was done",
    "model": "the model's endpoint failed",
    "device": "the phone failed",
    "verifier": "the task's own check broke",
    "harness": "the runner broke",
}
"""What each class of failure means."""


@dataclass(frozen=True, slots=True)
class Written:
    """What came of writing a report."""

    path: Path
    """The page to open."""
    pictures: int
    beside: bool
    """Whether the pictures lie beside it."""


def write(report: BenchReport, out: Path, *, beside: bool = False) -> Written:
    """Write the report of a run to a file, or with `beside` to a folder of that name without its suffix.

    More pictures than one file can take are put beside it in any case. Raises ConfigError where it can't be
    written.
    """
    runs = tuple(_trajectories(report))
    pictures = shrink(path for run in runs for path in screens(run))
    beside = beside or sum(len(each.webp) for each in pictures.values()) > _MOST
    page = out.with_suffix("") / _INDEX if beside else out
    try:
        page.parent.mkdir(parents=True, exist_ok=True)
        if beside:
            (page.parent / _PICTURES).mkdir(exist_ok=True)
            for picture in pictures.values():
                (page.parent / _PICTURES / f"{picture.name}.webp").write_bytes(picture.webp)
        write_whole(page, _render(report, Matter(runs, pictures, beside)).encode(errors="replace"))
    except OSError as error:
        raise ConfigError(f"cannot write the report {page}: {error.strerror}") from error
    return Written(page, len(pictures), beside)


def _render(report: BenchReport, matter: Matter) -> str:
    return rendered(
        "page.html",
        matter,
        ("viewer.js", "page.js"),
        report=report,
        run=report.run,
        other=report.other,
        ours=report.shared[0] if report.shared else report.run,
        theirs=report.shared[1] if report.shared else None,
        faults=FAULTS,
        crashes=CRASHES,
        rates=_rates,
        sign=_sign,
    )


def _trajectories(report: BenchReport) -> Iterator[Trajectory]:
    for pair in report.pairs:
        for each in (pair.own, pair.other):
            if each is not None and each.trajectory is not None:
                yield each.trajectory


def _rates(summary: Summary) -> dict[str, Share]:
    """Every rate of a run, the headline first."""
    most = len(summary.pass_at)
    of_several = (
        {
            f"one of {most} (pass@{most})": summary.pass_at[most],
            f"all {most} (pass^{most})": summary.pass_all[most],
        }
        if most > 1
        else {}
    )
    return {
        "succeeded": summary.success,
        **of_several,
        "of what did not break": summary.valid,
        "with partial credit": summary.partial,
        "done, nothing else changed": summary.clean,
        "said done, and was not": summary.false_complete,
        "given up, though feasible": summary.false_infeasible,
    }


def _sign(change: str) -> str:
    """Whether something came, went or changed, as a line of a verdict tells it."""
    head = change.split(": ", 1)[0]
    return {"added": "+", "removed": "−"}.get(head.rpartition(" ")[2], "±")
