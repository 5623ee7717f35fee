"""Renders a report, and writes it as one file or as a folder with its pictures beside."""

import base64
import hashlib
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from agent.run.step import Step
from device.atomicfile import write_whole
from device.error import ConfigError
from tasks.ledger.record import CRASHES
from tasks.statistics.interval import Share
from tasks.statistics.summary import Summary
from ui.report.draw import Shape, shapes
from ui.report.gather import BenchReport, EpisodeReport
from ui.report.picture import ReportPicture, shrink
from ui.words import clean, mark, steps_made, thought, what

FOLDER = Path(__file__).with_name("template")
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
_LONGEST = 4_000
"""Characters of one text in the page."""


@dataclass(frozen=True, slots=True)
class Written:
    """What came of writing a report."""

    path: Path
    """The page to open."""
    pictures: int
    beside: bool
    """Whether the pictures lie beside it."""


def write(report: BenchReport, folders: Mapping[str, Path], out: Path, *, beside: bool = False) -> Written:
    """Write the report of a run to a file, or with `beside` to a folder of that name without its suffix.

    `folders` has the run's folder by its name, and the other run's. More pictures than one file can take are
    put beside it in any case. Raises ConfigError where it can't be written.
    """
    pictures = shrink(path for told in _sides(report) for path in _screens(told, folders))
    beside = beside or sum(len(each.webp) for each in pictures.values()) > _MOST
    page = out.with_suffix("") / _INDEX if beside else out
    try:
        page.parent.mkdir(parents=True, exist_ok=True)
        if beside:
            (page.parent / _PICTURES).mkdir(exist_ok=True)
            for picture in pictures.values():
                (page.parent / _PICTURES / f"{picture.name}.webp").write_bytes(picture.webp)
        write_whole(page, render(report, pictures, beside=beside).encode(errors="replace"))
    except OSError as error:
        raise ConfigError(f"cannot write the report {page}: {error.strerror}") from error
    return Written(page, len(pictures), beside)


def render(report: BenchReport, pictures: Mapping[str, ReportPicture], *, beside: bool) -> str:
    """The page."""
    style, script = ((FOLDER / name).read_text("utf-8") for name in ("page.css", "page.js"))
    policy = (
        f"default-src 'none'; img-src data:{' self file:' if beside else ''}; style-src {_hashed(style)};"
        f" script-src {_hashed(script)}; base-uri 'none'; form-action 'none'"
    ).replace(" self ", " 'self' ")
    return (
        _environment()
        .get_template("page.html")
        .render(
            report=report,
            run=report.run,
            other=report.other,
            ours=report.shared[0] if report.shared else report.run,
            theirs=report.shared[1] if report.shared else None,
            pictures=pictures,
            beside=beside,
            policy=policy,
            style=Markup(style),  # noqa: S704 - ours, and nothing is put into it
            script=Markup(script),  # noqa: S704
            faults=FAULTS,
            crashes=CRASHES,
        )
    )


def _sides(report: BenchReport) -> Iterator[tuple[str, tuple[EpisodeReport, ...]]]:
    yield report.run.name, report.run.episodes
    if report.other is not None:
        yield report.other.name, tuple(each.other for each in report.pairs if each.other is not None)


def _screens(told: tuple[str, tuple[EpisodeReport, ...]], folders: Mapping[str, Path]) -> Iterator[Path]:
    name, episodes = told
    for each in episodes:
        if each.trajectory is not None and each.outcome is not None:
            for step in each.trajectory.steps:
                if step.shot:
                    yield folders[name] / each.outcome.folder / step.shot


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "line": lambda text: clean(str(text), _LONGEST),
        "percent": lambda share: f"{100 * share:.0f}%",
        "tenth": lambda share: f"{100 * share:.1f}%",
        "place": lambda share: f"{100 * share:.2f}%",
        "seconds": _seconds,
        "day": lambda at: time.strftime("%Y-%m-%d %H:%M", time.localtime(at)),
        "data": lambda webp: f"data:image/webp;base64,{base64.b64encode(webp).decode()}",
        "shot": lambda step: Path(step.shot).stem,
    }
    environment.globals |= {
        "what": what, "thought": thought, "mark": mark, "steps_made": steps_made,
        "shapes": _shapes, "sign": _sign, "rates": _rates,
    }  # fmt: skip
    return environment


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


def _shapes(step: Step, picture: ReportPicture) -> tuple[Shape, ...]:
    return tuple(shapes(step, picture.size))


def _sign(change: str) -> str:
    """Whether something came, went or changed, as a line of a verdict tells it."""
    head = change.split(": ", 1)[0]
    return {"added": "+", "removed": "−"}.get(head.rpartition(" ")[2], "±")


def _seconds(value: float) -> str:
    if value < 120:
        return f"{value:.1f} s" if value >= 0.1 or not value else f"{1000 * value:.0f} ms"
    minutes, seconds = divmod(round(value), 60)
    return f"{minutes // 60} h {minutes % 60} min" if minutes >= 60 else f"{minutes} min {seconds} s"


def _hashed(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
