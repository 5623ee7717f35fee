"""The loss over the steps, as a picture."""

from collections.abc import Mapping, Sequence

from PIL import Image, ImageDraw, ImageFont

from grounding.training.loop import Logged

Line = Sequence[tuple[float, float]]
"""A step and a value, in order."""

_SIZE = (720, 420)
"""Width and height in pixels."""
_SCALE = 2
"""Drawn larger and shrunk, for smooth edges."""
_LEFT, _TOP, _RIGHT, _BOTTOM = 56, 24, 560, 372
_COLOURS = ("#2563eb", "#d97706", "#059669", "#dc2626", "#7c3aed", "#0891b2")
_INK, _PALE, _GRID = "#1f2933", "#7b8794", "#e4e7eb"


def curve(logs: Mapping[str, Sequence[Logged]], smooth: int = 50) -> Image.Image:
    """A picture of 720 x 420 pixels with one line a log, each point the mean of `smooth` steps before it."""
    smoothed = {name: _smoothed([line.loss for line in log], smooth) for name, log in logs.items() if log}
    return _drawn({name: list(enumerate(line)) for name, line in smoothed.items()})


def _drawn(lines: Mapping[str, Line]) -> Image.Image:
    drawn = Image.new("RGB", (_SIZE[0] * _SCALE, _SIZE[1] * _SCALE), "white")
    pen = ImageDraw.Draw(drawn)
    last = max((line[-1][0] for line in lines.values()), default=0.0) or 1.0
    top = max((value for line in lines.values() for _, value in line), default=1.0) or 1.0

    def at(step: float, value: float) -> tuple[float, float]:
        x = _LEFT + (_RIGHT - _LEFT) * step / last
        return x * _SCALE, (_BOTTOM - (_BOTTOM - _TOP) * value / top) * _SCALE

    font = ImageFont.load_default(13 * _SCALE)
    for fifth in range(6):
        level, step = top * fifth / 5, last * fifth / 5
        pen.line([at(0, level), at(last, level)], _GRID, _SCALE)
        x, y = at(0, level)
        pen.text((x - 8 * _SCALE, y), f"{level:.2g}", _PALE, font, "rm")
        x, y = at(step, 0)
        pen.text((x, y + 18 * _SCALE), f"{step:,.0f}", _PALE, font, "ms")
    for number, (name, line) in enumerate(lines.items()):
        colour = _COLOURS[number % len(_COLOURS)]
        pen.line([at(step, value) for step, value in line], colour, 2 * _SCALE, "curve")
        place = ((_RIGHT + 16) * _SCALE, (_TOP + 10 + 22 * number) * _SCALE)
        pen.text(place, f"{name} {line[-1][1]:.2f}", colour, font, "lm")
    pen.text((_RIGHT * _SCALE, (_SIZE[1] - 8) * _SCALE), "step", _INK, font, "rs")
    pen.text((_LEFT * _SCALE, (_TOP - 8) * _SCALE), "loss", _INK, font, "ls")
    return drawn.resize(_SIZE, Image.Resampling.LANCZOS)


def _smoothed(values: Sequence[float], window: int) -> list[float]:
    finite = [value for value in values if value == value and abs(value) != float("inf")]
    total, found = 0.0, []
    for at, value in enumerate(finite):
        total += value - (finite[at - window] if at >= window else 0.0)
        found.append(total / min(at + 1, window))
    return found or [0.0]
