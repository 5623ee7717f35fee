"""What the network can decide on, and what that is as an action of the loop."""

from collections.abc import Sequence
from dataclasses import dataclass

from agent.action.action import (
    Action,
    Answer,
    ClearText,
    Click,
    InputText,
    KeyboardEnter,
    LongPress,
    NavigateBack,
    NavigateHome,
    OpenApp,
    Scroll,
    Status,
    Swipe,
    Wait,
)
from agent.offline.learned.thing import Thing
from agent.offline.learned.word import words
from agent.run.step import Outcome, Step
from grounding.target import Target

KINDS = (
    "click", "long_press", "type_span", "type_of", "clear_text", "scroll_down", "scroll_up", "swipe_left",
    "swipe_right", "slide_start", "slide_end", "back", "home", "open_app", "wait", "enter", "answer_of",
    "complete",
)  # fmt: skip
"""What can be done. `_span` is of the goal, `_of` what a thing on the screen says."""
POINTING = frozenset(KINDS[:11])
"""Those that are done to a thing; for a `scroll_...` it is what scrolls."""
_LONGEST = 80
_WAIT = 3.0


@dataclass(frozen=True, slots=True)
class Move:
    """One decision; which fields count hangs on the kind."""

    kind: str
    thing: int | None = None
    """Place among the things of the screen."""
    start: int = 0
    """First word of the span."""
    end: int = 0
    """Last word of the span."""
    source: int | None = None
    """Place of the thing whose text is typed or told."""
    app: str = ""
    """Name of the app, as a person calls it."""


@dataclass(frozen=True, slots=True)
class Deed:
    """What an earlier step did, as far as the network is told."""

    kind: str
    label: str = ""
    """What the thing said."""
    rid: str = ""
    """Its resource id without the package."""
    text: str = ""
    """What was typed, or the app's name."""
    came_to_nothing: bool = False


def spanned(goal: str, move: Move) -> str:
    """The part of the goal that the move copies."""
    said = words(goal)
    return goal[said[move.start].start : said[move.end].end]


def action_of(move: Move, goal: str, seen: Sequence[Thing]) -> Action:
    """The move as the loop's action."""
    thing = seen[move.thing] if move.thing is not None else None
    source = seen[move.source] if move.source is not None else None
    if thing is not None:
        return _touching(move, goal, thing, source)
    match move.kind:
        case "back":
            return NavigateBack()
        case "home":
            return NavigateHome()
        case "open_app":
            return OpenApp(app_name=move.app)
        case "wait":
            return Wait(seconds=_WAIT)
        case "enter":
            return KeyboardEnter()
        case "answer_of" if source is not None and source.text:
            return Answer(text=source.text)
        case "complete":
            return Status(goal_status="complete")
        case _:
            raise ValueError(f"{move} needs a thing")


def _touching(move: Move, goal: str, thing: Thing, source: Thing | None) -> Action:
    target = Target(element=thing.element, description=thing.label[:_LONGEST])
    match move.kind:
        case "click":
            return Click(target=target)
        case "long_press":
            return LongPress(target=target)
        case "type_span":
            return InputText(text=spanned(goal, move), target=target, clear=True)
        case "type_of":
            return InputText(text=source.text if source else "", target=target, clear=True)
        case "clear_text":
            return ClearText(target=target)
        case "scroll_down" | "scroll_up":
            return Scroll(direction="down" if move.kind == "scroll_down" else "up", target=target)
        case "swipe_left" | "swipe_right":
            return Swipe(direction="left" if move.kind == "swipe_left" else "right", start=target)
        case _:
            box = thing.bounds
            x = box.left if move.kind == "slide_start" else box.right - 1
            end = Target(point=(x, box.center.y), description=target.description)
            return Swipe(start=target, end=end)


def deed_of(step: Step) -> Deed | None:
    """What a step of a run did; None for what leaves no trace (a claim that was denied, no decision)."""
    action = step.action
    if action is None or isinstance(action, Status):
        return None
    target = getattr(action, "target", None) or getattr(action, "start", None)
    label = target.description if isinstance(target, Target) else ""
    mark = step.grounding[0].mark if step.grounding else None
    return Deed(
        kind=_kind_of(action),
        label=label,
        rid=mark.resource_id.rpartition("/")[2] if mark else "",
        text=_text_of(action),
        came_to_nothing=bool(step.error) or step.outcome == Outcome.NO_CHANGE,
    )


def _text_of(action: Action) -> str:
    match action:
        case InputText(text=text) | Answer(text=text):
            return text
        case OpenApp(app_name=name):
            return name
        case _:
            return ""


def _kind_of(action: Action) -> str:
    match action:
        case InputText():
            return "type_span"
        case Scroll(direction=direction):
            return f"scroll_{direction}"
        case Swipe(direction=None, start=Target(), end=Target(point=end)):
            return "slide_start" if end and end[0] < _HALF else "slide_end"
        case Swipe(direction=direction):
            return f"swipe_{direction}"
        case _:
            names = {"navigate_back": "back", "navigate_home": "home", "keyboard_enter": "enter"}
            known = names.get(action.action_type, action.action_type)
            return "answer_of" if known == "answer" else known


_HALF = 400
"""Device pixels from the left within which a slider ends, not far from where all of them do."""
