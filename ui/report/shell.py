"""What all reports have in common: steps with screens and traces, in a page that asks nobody for anything."""

import base64
import hashlib
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from agent.record.trace import StepTrace, traced
from agent.run.step import Step
from agent.run.trajectory import Trajectory
from ui.report.draw import Shape, shapes
from ui.report.heat import heat_of
from ui.report.picture import ReportPicture
from ui.words import clean, mark, printable, spent, steps_made, thought, what

FOLDER = Path(__file__).with_name("template")
_LONGEST = 4_000
"""Characters of one text in the page; prompts and replies are told whole."""


@dataclass(frozen=True, slots=True)
class Matter:
    """What a page shows of runs."""

    runs: tuple[Trajectory, ...]
    pictures: Mapping[str, ReportPicture]
    """Their screens, by name."""
    beside: bool = False
    """Whether these lie beside the page."""


def rendered(template: str, matter: Matter, scripts: Sequence[str], **more: object) -> str:
    """A page. Raises ConfigError where what a run asked can't be read."""
    style = (FOLDER / "page.css").read_text("utf-8")
    script = "\n".join((FOLDER / name).read_text("utf-8") for name in scripts)
    beside = " 'self' file:" if matter.beside else ""
    policy = (
        f"default-src 'none'; img-src data:{beside}; style-src {_hashed(style)};"
        f" script-src {_hashed(script)}; base-uri 'none'; form-action 'none'"
    )
    traces = {run.folder: traced(run) for run in matter.runs}
    return (
        _environment()
        .get_template(template)
        .render(
            pictures=matter.pictures,
            beside=matter.beside,
            traces=traces,
            texts={_name(text): printable(text) for each in traces.values() for text in _texts(each)},
            policy=policy,
            style=Markup(style),  # noqa: S704 - ours, and nothing is put into it
            script=Markup(script),  # noqa: S704
            **more,
        )
    )


def screens(run: Trajectory) -> Iterator[Path]:
    """The files of a run's pictures."""
    return (run.folder / step.shot for step in run.steps if step.shot)


def _texts(traces: Sequence[StepTrace]) -> Iterator[str]:
    """The long texts of a run: standing orders are the same in each prompt, and stand in the page once."""
    for asked in (call.asked for trace in traces for call in trace.calls if call.asked):
        texts = (*(each.text for each in asked.prompt), asked.raw, asked.thoughts)
        yield from filter(None, texts)


def _name(text: str) -> str:
    return hashlib.sha256(text.encode(errors="replace")).hexdigest()[:16]


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
        "shot": lambda shot: Path(shot).stem,
        "named": _name,
    }
    environment.globals |= {
        "what": what, "thought": thought, "mark": mark, "steps_made": steps_made, "spent": spent,
        "shapes": _shapes, "heat_of": heat_of,
    }  # fmt: skip
    return environment


def _shapes(step: Step, picture: ReportPicture) -> tuple[Shape, ...]:
    return tuple(shapes(step, picture.size))


def _seconds(value: float) -> str:
    if value < 120:
        return f"{value:.1f} s" if value >= 0.1 or not value else f"{1000 * value:.0f} ms"
    minutes, seconds = divmod(round(value), 60)
    return f"{minutes // 60} h {minutes % 60} min" if minutes >= 60 else f"{minutes} min {seconds} s"


def _hashed(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
