"""What a reply comes to on the screen that it was given for: the control that would be hit, not the words."""

from dataclasses import dataclass
from math import dist

from agent.action.action import (
    Action,
    Answer,
    InputText,
    OpenApp,
    Scroll,
    Status,
    Swipe,
    describe,
    quoted,
    targets,
)
from agent.brain.brain import Confirmation, Decision, Judgement
from agent.perception.resolution import contact_of, resolve
from agent.run.step import Spot
from device.screen import Observation
from grounding.target import TargetNotFound
from grounding.tree import TreeGrounder
from grounding.wording import plain

_NEAR = 60
"""Device pixels between two points on which no element is known, up to which they count as one."""


@dataclass(frozen=True, slots=True)
class ResolvedReply:
    """One reply as it would be acted on."""

    told: str
    """The same for the person."""
    kind: str = ""
    """Type of the action, or the verdict."""
    spots: tuple[Spot, ...] = ()
    """Where it would touch the screen; empty for what touches no place."""
    details: tuple[str, ...] = ()
    """What else makes it this act: the text typed, the app, the direction."""
    misses: str = ""
    """Why a place of it is not on the screen; the loop would ask once more."""

    def is_same(self, other: "ResolvedReply") -> bool:
        """Whether both would do the same to the phone."""
        if self.misses or other.misses:
            return bool(self.misses and other.misses)
        if (self.kind, self.details) != (other.kind, other.details) or len(self.spots) != len(other.spots):
            return False
        return all(map(_is_one_place, self.spots, other.spots))


def resolved(reply: object, observation: Observation) -> ResolvedReply:
    """A decision by its first action, a judgement by its verdict."""
    match reply:
        case Decision():
            return _of_action(reply.actions[0], observation)
        case Judgement():
            return ResolvedReply(f"{reply.outcome}: {reply.evidence}", kind=reply.outcome)
        case Confirmation():
            return ResolvedReply(reply.gist, kind=str(reply.reached))
        case _:
            return ResolvedReply(str(reply), kind=str(reply))


def _of_action(action: Action, observation: Observation) -> ResolvedReply:
    try:
        spots = tuple(
            resolve(
                TreeGrounder().ground(observation, target),
                target,
                contact_of(action, number),
                observation,
                checks=True,
            )
            for number, target in enumerate(targets(action))
        )
    except TargetNotFound as error:
        return ResolvedReply(f"{describe(action)}: {error}", action.action_type, misses=str(error))
    return ResolvedReply(
        _told(action, spots), action.action_type, spots, _details(action, spots, observation)
    )


def _told(action: Action, spots: tuple[Spot, ...]) -> str:
    """In words, with what would be hit in place of what was said of it."""
    if not spots:
        return describe(action)
    where = ", ".join(
        quoted(spot.label) if spot.label else f"({spot.point.x}, {spot.point.y})" for spot in spots
    )
    text = f" {quoted(action.text)} into" if isinstance(action, InputText) else ""
    return f"{action.action_type}{text} {where}"


def _details(action: Action, spots: tuple[Spot, ...], observation: Observation) -> tuple[str, ...]:
    match action:
        case InputText(text=text, clear=clear):
            field = observation.numbered(spots[0].element) if spots else None
            is_filled = field is not None and field.text not in ("", field.hint)
            return text.strip(), "in place of what it holds" * (is_filled and clear)
        case Answer(text=text):
            return (plain(text),)
        case OpenApp(app_name=name):
            return (plain(name),)
        case Scroll(direction=direction) | Swipe(direction=direction):
            return (str(direction),)
        case Status(goal_status=status):
            return (status,)
        case _:
            return ()


def _is_one_place(one: Spot, other: Spot) -> bool:
    if one.element is not None or other.element is not None:
        return one.element == other.element
    return dist((one.point.x, one.point.y), (other.point.x, other.point.y)) <= _NEAR
