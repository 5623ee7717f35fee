"""A step of a walk as a case's file writes it, and the action it stands for.

    open Markor                 tap Save                    hold shopping.md
    type milk -> Title          replace 5 -> Amount         clear Amount
    scroll down                 swipe left -> Housing       wait 2
    back    home    enter       answer It is 12:30          done

`type` adds to what a field holds, `replace` empties it first. Without `-> FIELD` both type where the cursor
is; without `-> PLACE` a list is moved in the screen's middle.
"""

from agent.action.action import Action, action_adapter

_INTO = " -> "
_BARE = {
    "back": {"action_type": "navigate_back"},
    "home": {"action_type": "navigate_home"},
    "enter": {"action_type": "keyboard_enter"},
    "done": {"action_type": "status", "goal_status": "complete"},
}
_TOUCHES = {"tap": "click", "hold": "long_press", "twice": "double_tap", "clear": "clear_text"}
_VALUES = {
    "open": ("open_app", "app_name"),
    "answer": ("answer", "text"),
    "note": ("note", "text"),
    "wait": ("wait", "seconds"),
}
_MOVES = {"scroll": "target", "swipe": "start"}


def action_of(line: str) -> Action:
    """The action. Raises ValueError where the line is no step."""
    return action_adapter.validate_python(_fields(line))


def _fields(line: str) -> dict[str, object]:
    verb, _, rest = line.partition(" ")
    if verb in _BARE and not rest:
        return dict(_BARE[verb])
    if verb in _TOUCHES:
        return {"action_type": _TOUCHES[verb], "target": {"description": rest}}
    if verb in _VALUES:
        kind, field = _VALUES[verb]
        return {"action_type": kind, field: rest}
    if verb in ("type", "replace"):
        text, into, field = rest.rpartition(_INTO)
        typed: dict[str, object] = {"action_type": "input_text", "text": text if into else rest}
        typed |= {"target": {"description": field}} if into else {}
        return typed | ({"clear": True} if verb == "replace" else {})
    if verb in _MOVES:
        direction, _, place = rest.partition(_INTO)
        where = {_MOVES[verb]: {"description": place}} if place else {}
        return {"action_type": verb, "direction": direction, **where}
    raise ValueError(f"no step: {line!r}")
