"""Attempts compared: success, calls, tokens, with intervals over tasks, pairs being of one task and seed."""

from collections.abc import Sequence

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from benchmarks.ablation.attempt import Result
from benchmarks.ablation.variant import BASES, VARIANTS

_DRAWS = 4000
_COLOURS = {
    "default": "#c22f2f", "single": "#777777", "mobile-agent-v2": "#2b6cb0", "mobile-agent-v3": "#2f855a",
    "coloragent": "#b7791f",
}  # fmt: skip
Key = tuple[str, int]


def pick(results: Sequence[Result], preset: str, fault: float, role: float) -> dict[Key, Result]:
    """The attempts of one preset at these rates, by task and seed."""
    return {
        (one.task, one.seed): one
        for one in results
        if (one.preset, one.fault, one.role) == (preset, fault, role)
    }


def share(attempts: dict[Key, Result]) -> float:
    """Share of tasks that were done."""
    return float(np.mean([one.success for one in attempts.values()])) if attempts else float("nan")


def difference(one: dict[Key, Result], other: dict[Key, Result]) -> tuple[float, float, float]:
    """How much more of the tasks the first does, with a 95% interval: paired bootstrap over tasks."""
    both = sorted(one.keys() & other.keys())
    tasks = sorted({task for task, _ in both})
    by_task = np.array(
        [
            np.mean([float(one[key].success) - float(other[key].success) for key in both if key[0] == task])
            for task in tasks
        ]
    )
    if not len(by_task):
        return (float("nan"),) * 3
    draws = np.random.default_rng(0).integers(0, len(by_task), (_DRAWS, len(by_task)))
    low, high = np.percentile(by_task[draws].mean(axis=1), [2.5, 97.5])
    return float(by_task.mean()), float(low), float(high)


def tables(
    results: Sequence[Result], faults: Sequence[float], roles: Sequence[float], fault: float, role: float
) -> str:
    """All of it as text."""
    tasks = len({one.task for one in results})
    lines = [
        f"{len(results)} attempts over {tasks} tasks. Success: phone and answer are as wanted, and the run",
        "says so. Differences in points, with 95% intervals of a paired bootstrap over tasks.",
        "",
        f"Success by rate of error of the deciding role (the other roles err at {role:.0%})",
        f"{'preset':<18}"
        + "".join(f"{rate:>7.0%}" for rate in faults)
        + "   calls  tokens (at 20%)  false claims",
    ]
    for name in BASES:
        cells = "".join(f"{share(pick(results, name, rate, role)):>7.0%}" for rate in faults)
        lines.append(f"{name:<18}{cells}{_costs(pick(results, name, fault, role))}")
    lines += ["", f"Against single, at {fault:.0%}"]
    single = pick(results, "single", fault, role)
    for name in BASES:
        if name != "single":
            lines.append(f"{name:<18}{_points(difference(pick(results, name, fault, role), single))}")
    lines += ["", f"Success by rate of error of the other roles (the deciding role errs at {fault:.0%})"]
    lines.append(f"{'preset':<18}" + "".join(f"{rate:>7.0%}" for rate in roles))
    for name in BASES:
        cells = "".join(f"{share(pick(results, name, fault, rate)):>7.0%}" for rate in roles)
        lines.append(f"{name:<18}{cells}")
    lines += ["", f"Each role left out, at {fault:.0%} and {role:.0%}: what goes with it"]
    for name in VARIANTS:
        if name not in BASES:
            whole = pick(results, name.split(" - ")[0], fault, role)
            less = pick(results, name, fault, role)
            lines.append(f"{name:<32}{share(less):>5.0%}  {_points(difference(less, whole))}{_costs(less)}")
    return "\n".join(lines)


def _costs(attempts: dict[Key, Result]) -> str:
    if not attempts:
        return ""
    calls = float(np.mean([one.calls for one in attempts.values()]))
    tokens = float(np.mean([one.tokens for one in attempts.values()]))
    false = float(np.mean([one.claimed and not one.success for one in attempts.values()]))
    return f"{calls:>8.1f}{tokens:>8.0f}{false:>22.0%}"


def _points(found: tuple[float, float, float]) -> str:
    mean, low, high = (100 * value for value in found)
    return f"{mean:+6.1f} [{low:+.1f}, {high:+.1f}]"


def curve(results: Sequence[Result], faults: Sequence[float], role: float) -> Image.Image:
    """Success over the deciding role's rate of error, a line for each preset."""
    wide, high, left, top, right, bottom = 900, 560, 80, 40, 220, 70
    picture = Image.new("RGB", (wide, high), "white")
    draw = ImageDraw.Draw(picture)
    font = ImageFont.load_default(16)

    def at(rate: float, value: float) -> tuple[float, float]:
        x = left + (wide - left - right) * rate / max(faults)
        return x, high - bottom - (high - top - bottom) * value

    for value in (0.0, 0.25, 0.5, 0.75, 1.0):
        draw.line([at(0, value), at(max(faults), value)], fill="#dddddd")
        draw.text((left - 10, at(0, value)[1]), f"{value:.0%}", fill="black", font=font, anchor="rm")
    for rate in faults:
        draw.text((at(rate, 0)[0], high - bottom + 8), f"{rate:.0%}", fill="black", font=font, anchor="mt")
    middle = (left + (wide - left - right) / 2, high - 20)
    draw.text(middle, "decisions that go wrong", fill="black", font=font, anchor="mm")
    draw.text(
        (left, 18), f"tasks done; the other roles err at {role:.0%}", fill="black", font=font, anchor="lm"
    )
    for place, name in enumerate(BASES):
        points = [at(rate, share(pick(results, name, rate, role))) for rate in faults]
        draw.line(points, fill=_COLOURS[name], width=3)
        for x, y in points:
            draw.ellipse((x - 4, y - 4, x + 4, y + 4), fill=_COLOURS[name])
        row = top + 20 + 26 * place
        draw.line((wide - right + 20, row, wide - right + 50, row), fill=_COLOURS[name], width=4)
        draw.text((wide - right + 60, row), name, fill="black", font=font, anchor="lm")
    return picture
