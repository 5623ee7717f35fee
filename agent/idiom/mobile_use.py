"""The `mobile_use` tool of Qwen's family (GUI-Owl, MAI-UI): a JSON object between <tool_call> tags.

Sources: the tool's parameters as QwenLM, X-PLUG/MobileAgent and Tongyi-MAI/MAI-UI publish them. Where they
differ, both ways are read: `open` and `open_app`, `interact` and `ask_user`, a swipe by direction or by two
places.
"""

import json
import re

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from agent.action.action import (
    Action,
    Answer,
    AskUser,
    ClearText,
    Click,
    DoubleTap,
    Drag,
    InputText,
    KeyboardEnter,
    LongPress,
    NavigateBack,
    NavigateHome,
    Note,
    OpenApp,
    Status,
    Swipe,
    Wait,
)
from agent.brain.brain import Decision
from agent.idiom.place import direction_of, target_at
from grounding.target import Target
from models.lenient import json_values, without_thoughts

_THOUGHT = re.compile(r"<think(?:ing)?>(.{0,20000}?)</think(?:ing)?>", re.DOTALL)
_ACTION_LINE = re.compile(r"^\s{0,8}Action:\s{0,8}(.{1,500})$", re.MULTILINE)
_CONCLUSION = re.compile(r"<conclusion>(.{0,2000}?)(?:</conclusion>|\Z)", re.DOTALL)
_LONGEST_WAIT = 60.0
_TOUCHES: dict[str, type[Click | DoubleTap | LongPress]] = {
    "click": Click,
    "tap": Click,
    "double_click": DoubleTap,
    "double_tap": DoubleTap,
    "long_press": LongPress,
}
Place = tuple[float, ...]


class _Arguments(BaseModel):
    """What stands in `arguments`."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    action: str
    coordinate: Place | None = None
    coordinate2: Place | None = None
    start_coordinate: Place | None = None
    end_coordinate: Place | None = None
    direction: str | None = None
    text: str = ""
    button: str = ""
    time: float | None = Field(default=None, ge=0)
    status: str = "success"


class _ToolCall(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)

    arguments: _Arguments


def read_mobile_use(text: str) -> Decision:
    """The decision in a reply. Raises ValueError, in words for the model, where there is none."""
    thought = _THOUGHT.search(text) or _ACTION_LINE.search(text)
    return Decision(thought=thought[1].strip() if thought else "", actions=_actions(_arguments(text)))


def echo_mai_ui(reply: str, thought: str) -> str:
    """An earlier reply of MAI-UI: the thought between its tags, then the call as compact JSON."""
    call = next((value for value in json_values(_called(reply)) if isinstance(value, dict)), {})
    if "arguments" not in call:
        call = {"name": "mobile_use", "arguments": call}
    told = json.dumps(call, separators=(",", ":"))
    return f"<thinking>\n{thought}\n</thinking>\n<tool_call>\n{told}\n</tool_call>"


def action_line(reply: str) -> str:
    """What GUI-Owl 1.5 says before its call: the action in a sentence."""
    said = without_thoughts(reply).partition("<tool_call>")[0]
    return " ".join((said.partition("Action:")[2] or said).split())


def conclusion(reply: str) -> str:
    """What GUI-Owl says after its call: the action in a sentence."""
    found = _CONCLUSION.search(reply)
    return " ".join(found[1].split()) if found else ""


def _called(text: str) -> str:
    """The part of a reply that the call stands in."""
    return text.partition("<tool_call>")[2] or text


def _arguments(text: str) -> _Arguments:
    """Those of the first tool call; a model that leaves out the wrapping is understood too."""
    problem = 'there is no <tool_call>{"name": "mobile_use", "arguments": {...}}</tool_call> in it'
    for value in json_values(_called(text)):
        for shape, wrapped in ((_ToolCall, True), (_Arguments, False)):
            try:
                found = shape.model_validate(value)
            except ValidationError as error:
                first = error.errors(include_url=False, include_context=False, include_input=False)[0]
                where = ".".join(map(str, first["loc"]))
                problem = f"{where}: {first['msg']}" if wrapped else problem
                continue
            return found.arguments if isinstance(found, _ToolCall) else found
    raise ValueError(problem)


def _actions(said: _Arguments) -> tuple[Action, ...]:
    match said.action:
        case "answer":
            return (Answer(text=said.text or "(nothing)"), Status(goal_status="complete", reason=said.text))
        case "terminate":
            reached = said.status.lower() in ("success", "complete", "finished")
            return (Status(goal_status="complete" if reached else "infeasible", reason=said.text),)
        case _:
            return (_action(said),)


def _action(said: _Arguments) -> Action:
    match said.action:
        case "click" | "tap" | "double_click" | "double_tap" | "long_press" as touch:
            return _TOUCHES[touch](target=_at(said.coordinate, touch))
        case "swipe" | "drag":
            return _moved(said)
        case "type":
            return InputText(text=said.text, target=_where(said.coordinate))
        case "clear_text":
            return ClearText(target=_where(said.coordinate))
        case "open" | "open_app":
            return OpenApp(app_name=said.text or "?")
        case "wait":
            return Wait(seconds=min(_LONGEST_WAIT, max(0.1, said.time if said.time is not None else 1.0)))
        case "interact" | "ask_user" | "call_user":
            return AskUser(question=said.text or "Which one do you mean?")
        case "take_note":
            return Note(text=said.text or "(nothing)")
        case "system_button" | "key":
            return _pressed(said.button or said.text)
        case _:
            raise ValueError(f"there is no action {said.action!r}")


def _moved(said: _Arguments) -> Action:
    if said.direction:
        return Swipe(direction=direction_of(said.direction), start=_where(said.coordinate))
    begun, ended = said.start_coordinate or said.coordinate, said.end_coordinate or said.coordinate2
    moved = Drag if said.action == "drag" else Swipe
    return moved(start=_at(begun, said.action), end=_at(ended, said.action))


def _pressed(button: str) -> Action:
    match button.strip().lower():
        case "back":
            return NavigateBack()
        case "home":
            return NavigateHome()
        case "enter":
            return KeyboardEnter()
        case _:
            raise ValueError(f"{button!r} is no button: Back, Home or Enter")


def _where(place: Place | None) -> Target | None:
    return _at(place, "") if place else None


def _at(place: Place | None, action: str) -> Target:
    if place is None or len(place) not in (2, 4):
        return target_at(None, action)
    middle = (
        (place[0], place[1]) if len(place) == 2 else ((place[0] + place[2]) / 2, (place[1] + place[3]) / 2)
    )
    return target_at(middle, action)
