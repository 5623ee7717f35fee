"""A recorded step as a vision model would be taught it: the very prompt of the loop, the picture, the reply.

Records keep pictures and no element lists, so what is taught is what the loop asks on a screen without a
tree: places are points, counted as the model to be trained counts them.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import JsonValue

from agent.action.action import Action, Status, Wait
from agent.brain.brain import View
from agent.brain.prompt import Prompts
from agent.brain.scale import Scale, scale_of
from agent.role.decide import Deciding
from agent.run.step import Record, Spot, Step
from agent.run.trajectory import Trajectory
from device.screen import Bounds
from models.profile import Profile

NONCE = "00000000"
"""Of the fences: fixed, so that equal steps make equal samples."""
_FINGER = 40
"""Device pixels around a point within which a touch counts as right, where no box is known."""


class Wanted(Record):
    """What a rule can check a reply against."""

    action_type: str
    box: tuple[float, float, float, float] | None = None
    """Left, top, right, bottom in the model's own scale."""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Sample:
    """One step to be taught."""

    orders: str
    question: str
    picture: Path
    size: tuple[int, int]
    """(width, height) in pixels at which the picture is shown."""
    reply: str
    wanted: Wanted
    task: str


def samples_of(run: Trajectory, profile: Profile) -> Iterator[Sample]:
    """Every step of a run that was carried out on a screen that was kept."""
    for place, step in enumerate(run.steps):
        sample = sample_of(run, run.steps[:place], step, profile)
        if sample is not None:
            yield sample


def sample_of(run: Trajectory, before: Sequence[Step], step: Step, profile: Profile) -> Sample | None:
    """The step after those before it; None where there is nothing to teach or no picture to teach it on."""
    observation = run.look(step)
    if step.action is None or isinstance(step.action, Wait) or observation is None:
        return None
    if step.error or not (step.performed or isinstance(step.action, Status)):
        return None
    scale = scale_of(profile, observation, pictured=True)
    view = View(goal=run.manifest.goal, observation=observation, steps=tuple(before))
    orders, question = Prompts(NONCE).messages(Deciding(view), scale=scale)
    return Sample(
        orders=orders.text,
        question=question.text,
        picture=run.folder / step.shot,
        size=profile.sent_size(observation.size),
        reply=reply_of(step, step.action, scale),
        wanted=wanted_of(step.action, step.grounding, scale),
        task=run.manifest.goal,
    )


def reply_of(step: Step, action: Action, scale: Scale) -> str:
    """The decision as a model writes it."""
    told: dict[str, JsonValue] = {"thought": step.thought, "actions": [_told(action, step.grounding, scale)]}
    if step.expectation:
        told["expectation"] = step.expectation
    return json.dumps(told, ensure_ascii=False)


def wanted_of(action: Action, spots: Sequence[Spot], scale: Scale) -> Wanted:
    """What of it a rule can check."""
    text = str(
        getattr(action, "text", "")
        or getattr(action, "app_name", "")
        or getattr(action, "direction", "")
        or ""
    )
    box = _scaled(_box(spots[0]), scale) if spots else None
    return Wanted(action_type=action.action_type, box=box, text=text)


def _told(action: Action, spots: Sequence[Spot], scale: Scale) -> dict[str, JsonValue]:
    """The action's fields, places as points in the model's scale."""
    told: dict[str, JsonValue] = action.model_dump(mode="json", exclude_defaults=True)
    told = {"action_type": action.action_type, **told}
    left = list(spots)
    for name, value in told.items():
        if isinstance(value, dict) and left:
            spot = left.pop(0)
            x, y = scale.counted((spot.point.x, spot.point.y))
            named: dict[str, JsonValue] = {"description": spot.label} if spot.label else {}
            told[name] = {**named, "point": [round(x), round(y)]}
    return told


def _box(spot: Spot) -> Bounds:
    if spot.bounds is not None and spot.bounds.area:
        return spot.bounds
    x, y = spot.point.x, spot.point.y
    return Bounds(x - _FINGER, y - _FINGER, x + _FINGER, y + _FINGER)


def _scaled(box: Bounds, scale: Scale) -> tuple[float, float, float, float]:
    return *scale.counted((box.left, box.top)), *scale.counted((box.right, box.bottom))
