"""UI-TARS: a line `Thought: ...`, a line `Action: click(start_box='(x,y)')`.

Source: the action space that ByteDance publishes for phones (bytedance/UI-TARS, codes/ui_tars/prompt.py; wait
and call_user are those of README_v1.md).
"""

import re

from agent.action.action import (
    Action,
    Answer,
    AskUser,
    Click,
    Drag,
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
from agent.brain.brain import Decision
from agent.idiom.call import Call, read_call
from agent.idiom.place import direction_of, target_at
from device.screen import Direction

_NAMES = frozenset(
    {"click", "left_single", "long_press", "type", "scroll", "drag", "swipe", "open_app"}
    | {"press_home", "press_back", "press_enter", "wait", "finished", "call_user"}
)
_ARGUMENTS = frozenset(
    {"start_box", "end_box", "point", "start_point", "end_point"}
    | {"content", "direction", "app_name", "question", "time"}
)
_BOX = re.compile(r"((?:start|end)_box)='\(([0-9]+),\s{0,4}([0-9]+)\)'")
_START, _END = ("start_box", "start_point", "point"), ("end_box", "end_point")


def read_ui_tars(text: str) -> Decision:
    """The decision in a reply. Raises ValueError, in words for the model, where there is none."""
    before, marker, after = text.rpartition("Action:")
    call = read_call(after if marker else text, _NAMES, _ARGUMENTS)
    if call is None:
        raise ValueError(f"no action of these was found: {', '.join(sorted(_NAMES))}")
    thought = before.rpartition("Thought:")[2].strip() if marker else ""
    return Decision(thought=thought, actions=_actions(call))


def echo_ui_tars(reply: str, thought: str) -> str:
    """An earlier reply with the box tokens that the server takes off a place when it writes the text."""
    del thought
    return _BOX.sub(r"\1='<|box_start|>(\2,\3)<|box_end|>'", reply)


def _actions(call: Call) -> tuple[Action, ...]:
    match call.name:
        case "click" | "left_single":
            return (Click(target=target_at(call.point(*_START), call.name)),)
        case "long_press":
            return (LongPress(target=target_at(call.point(*_START), call.name)),)
        case "type":
            return _typed(call.text("content"))
        case "scroll":
            place = call.point(*_START)
            return (Scroll(direction=_direction(call), target=target_at(place, "scroll") if place else None),)
        case "drag" | "swipe":
            moved = Drag if call.name == "drag" else Swipe
            start = target_at(call.point(*_START), call.name)
            return (moved(start=start, end=target_at(call.point(*_END), call.name)),)
        case "open_app":
            return (OpenApp(app_name=call.text("app_name") or "?"),)
        case "press_home":
            return (NavigateHome(),)
        case "press_back":
            return (NavigateBack(),)
        case "press_enter":
            return (KeyboardEnter(),)
        case "call_user":
            return (AskUser(question=call.text("question", "content") or "I need your help to go on."),)
        case "finished":
            said = call.text("content").strip()
            done = Status(goal_status="complete", reason=said)
            return (Answer(text=said), done) if said else (done,)
        case _:
            return (Wait(seconds=2.0),)


def _typed(content: str) -> tuple[Action, ...]:
    """A line break at the end of what is typed is its Enter."""
    text = content.rstrip("\n")
    typed: tuple[Action, ...] = (InputText(text=text),) if text else ()
    return (*typed, KeyboardEnter()) if text != content or not text else typed


def _direction(call: Call) -> Direction:
    return direction_of(call.text("direction"))
