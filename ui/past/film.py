"""A run as a moving picture, GIF or WebP: a frame for each step, with the touch drawn and a caption."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

from PIL import Image

from agent.run.step import Step
from agent.run.trajectory import Trajectory
from device.atomicfile import write_whole
from device.error import ConfigError
from ui.past.frame import frame
from ui.words import clean, mark, what

Kind = Literal["gif", "webp"]
_STEP, _LAST = 1200, 3000
"""Milliseconds that a step shows, and the last one."""
_LONGEST = 200
"""Frames; of a longer run the first and the last are taken."""
_COLOURS = 128


def film(trajectory: Trajectory, kind: Kind) -> bytes:
    """The file. Raises ConfigError for a run without a step."""
    if not trajectory.steps:
        raise ConfigError(f"the run {trajectory.manifest.id} has no step to show")
    steps = _told(trajectory.steps)
    frames = list(_frames(trajectory, steps))
    times = [_STEP] * (len(frames) - 1) + [_LAST]
    first, *rest = map(_PREPARED[kind], frames)
    out = io.BytesIO()
    if kind == "gif":
        first.save(out, "GIF", save_all=True, append_images=rest, duration=times, loop=0, optimize=False)
    else:
        first.save(
            out, "WEBP", save_all=True, append_images=rest, duration=times, loop=0, quality=70, method=2
        )
    return out.getvalue()


def write_film(trajectory: Trajectory, path: Path, kind: Kind) -> int:
    """Write it to a file; its size in bytes. Raises ConfigError where that can't be."""
    content = film(trajectory, kind)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, content)
    except OSError as error:
        raise ConfigError(f"cannot write {path}: {error.strerror}") from error
    return len(content)


def _told(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    half = _LONGEST // 2
    return steps if len(steps) <= _LONGEST else (*steps[:half], *steps[-half:])


def _frames(trajectory: Trajectory, steps: tuple[Step, ...]) -> Iterator[Image.Image]:
    goal = clean(trajectory.manifest.said or trajectory.manifest.goal)
    ending = trajectory.ending
    for step in steps:
        last = step is steps[-1]
        told = clean(ending.evidence or ending.reason) if last and ending is not None else ""
        sign = mark(step)[0]
        caption = f"{step.index} {sign} {what(step)}" + (f": {told}" if told else "")
        yield frame(step, trajectory.folder, caption, goal)


def _gif(picture: Image.Image) -> Image.Image:
    return picture.quantize(_COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)


_PREPARED: dict[Kind, Callable[[Image.Image], Image.Image]] = {"gif": _gif, "webp": lambda picture: picture}
