"""AutoGLM-Phone: thoughts, then `do(action="Tap", element=[x, y])` or `finish(message="...")`.

Source: the action space of zai-org/Open-AutoGLM (phone_agent/config/prompts_en.py, prompts_zh.py). The model
puts a `message` beside a Tap that it wishes to have confirmed; our guard decides on that by itself, so the
message goes into the thought.
"""

import json
import re

from agent.action.action import (
    Action,
    Answer,
    AskUser,
    Click,
    DoubleTap,
    InputText,
    LongPress,
    NavigateBack,
    NavigateHome,
    Note,
    OpenApp,
    Status,
    Swipe,
    TakeOver,
    Wait,
)
from agent.brain.brain import Decision
from agent.idiom.call import Call, read_call
from agent.idiom.place import target_at
from models.lenient import without_thoughts

_NAMES = frozenset({"do", "finish"})
_ARGUMENTS = frozenset(
    {"action", "element", "start", "end", "text", "app", "message", "duration", "instruction", "question"}
)
_TOUCHES: dict[str, type[Click | DoubleTap | LongPress]] = {
    "tap": Click,
    "double tap": DoubleTap,
    "long press": LongPress,
}
_TAGS = re.compile(r"</?(?:think|answer)>")
_BEGUN = re.compile(r"(?<![\w.])(?:do|finish)\s{0,4}\(")
_SECONDS = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,3})?")
_LONGEST_WAIT = 60.0


def read_autoglm(text: str) -> Decision:
    """The decision in a reply. Raises ValueError, in words for the model, where there is none."""
    call = read_call(text, _NAMES, _ARGUMENTS)
    if call is None:
        raise ValueError('neither do(action="...") nor finish(message="...") was found')
    begun = _BEGUN.search(text)
    thought = _TAGS.sub("", text[: begun.start()] if begun else "").strip()
    if call.name == "finish":
        said = call.text("message").strip()
        done = Status(goal_status="complete", reason=said)
        return Decision(thought=thought, actions=(Answer(text=said), done) if said else (done,))
    if call.text("message") and call.text("action") == "Tap":
        thought = f"{thought} ({call.text('message')})".strip()
    return Decision(thought=thought, actions=(_action(call),))


def echo_autoglm(reply: str, thought: str) -> str:
    """An earlier reply with thought and action each between its tags, however the model wrote them."""
    said = without_thoughts(reply)
    begun = _BEGUN.search(said)
    action = _TAGS.sub("", said[begun.start() if begun else 0 :]).strip()
    return f"<think>{thought}</think><answer>{action}</answer>"


def screen_info(app: str) -> str:
    """What stands beside every screenshot but the first."""
    return f"** Screen Info **\n\n{json.dumps({'current_app': app}, ensure_ascii=False)}"


def _action(call: Call) -> Action:
    name = call.text("action")
    match name.replace("_", " ").lower():
        case "tap" | "double tap" | "long press" as touch:
            return _TOUCHES[touch](target=target_at(call.point("element"), name))
        case "swipe":
            start = target_at(call.point("start"), name)
            return Swipe(start=start, end=target_at(call.point("end"), name))
        case "type" | "type name":
            return InputText(text=call.text("text"), clear=True)
        case "launch":
            return OpenApp(app_name=call.text("app") or "?")
        case "back":
            return NavigateBack()
        case "home":
            return NavigateHome()
        case "wait":
            found = _SECONDS.search(call.text("duration"))
            return Wait(seconds=min(_LONGEST_WAIT, max(0.1, float(found[0]))) if found else 1.0)
        case "take over":
            return TakeOver(reason=call.text("message") or "This needs you.")
        case "interact":
            return AskUser(question=call.text("message", "question") or "Which one do you mean?")
        case "note" | "call api":
            return Note(text=call.text("message", "instruction") or "(nothing)")
        case _:
            raise ValueError(f"there is no action {name!r}")
