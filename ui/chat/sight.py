"""What is on the screen and which phones there are, as the page shows it."""

from collections.abc import Callable, Iterable, Sequence
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from agent.settings import Settings
from device.screen import Bounds, UIElement
from ui.chat.feed import Scene
from ui.service.desk import Desk
from ui.service.session import Session
from ui.words import clean

if TYPE_CHECKING:
    from grounding.grounder import Grounder

_MOST = 400
"""Elements of one screen that are told."""
_LONGEST = 300
_WITHIN = 3
"""Texts that name what holds them."""


def elements_told(scene: Scene) -> dict[str, object]:
    """The elements that can be seen, for the inspector."""
    seen = [element for element in scene.elements if element.bounds.area > 0][:_MOST]
    told = [_element(each) | {"holds": _holds(each, seen[place + 1 :])} for place, each in enumerate(seen)]
    return {"is": "elements", "elements": told, "error": scene.error}


def _holds(element: UIElement, after: Sequence[UIElement]) -> str:
    """What is written in something that can be pressed and has no name of its own, as a row of a list."""
    if element.label or not element.is_clickable:
        return ""
    inside = takewhile(lambda other: other.depth > element.depth, after)
    labels = (other.label for other in inside if other.label and not other.is_password)
    return clean(", ".join(islice(labels, _WITHIN)), _LONGEST)


def phones_told(desk: Desk, speak: Callable[[str], str], left: Iterable[Session] = ()) -> dict[str, object]:
    """The phones there are, and the runs that wait to be taken up again, told in a person's language.

    `left` are sessions of theirs that no tab looks at: they can go back to them.
    """
    phones, remark = desk.phones()
    return {
        "is": "phones",
        "remark": remark,
        "phones": [
            {"serial": one.serial, "kind": one.kind, "model": one.model, "state": one.state,
             "holder": one.holder, "free": one.free}
            for one in phones
        ],
        "interrupted": [
            {"run": one.name, "goal": clean(one.goal, _LONGEST), "steps": one.steps, "at": one.started_at,
             "said": [clean(said, _LONGEST) for said in one.said], "phone": one.phone,
             "hindrance": speak(one.hindrance)}
            for one in desk.interrupted()
        ],
        "left": [
            {"session": one.id, "goal": clean(one.standing().goal, _LONGEST),
             "activity": one.standing().activity, "phone": one.phone.serial}
            for one in left
        ],
    }  # fmt: skip


def found_told(session: Session, words: str) -> dict[str, object]:
    """Where the agent's own eyes find what is meant, how sure they are, and where else it might be."""
    from agent.run.private import keep_private
    from grounding.heatmap import grey
    from grounding.target import Target, TargetNotFound
    from ui.report.heat import heat

    with session.look() as device:
        keep_private(device, session.settings.private_apps)  # a model may be asked where it is
        observation = device.observe()
    try:
        found = _eyes(session.settings).ground(observation, Target(description=words))
    except TargetNotFound as nowhere:
        return {"is": "found", "words": words, "told": clean(str(nowhere), _LONGEST)}
    return {
        "is": "found",
        "words": words,
        "told": "",
        "point": [found.point.x, found.point.y],
        "bounds": _box(found.bounds) if found.bounds is not None else None,
        "confidence": round(found.confidence, 3),
        "method": found.method,
        "label": clean(found.label),
        "others": [
            {"point": [each.point.x, each.point.y], "confidence": round(each.confidence, 3)}
            for each in found.alternatives
        ],
        "heat": heat(grey(found.heatmap)) if found.heatmap is not None else "",
    }


def _eyes(settings: Settings) -> "Grounder":
    from agent.brain.selection import grounding_model
    from grounding.chain import chain

    return chain(settings.grounder, lambda name: grounding_model(name, settings))


def _element(element: UIElement) -> dict[str, object]:
    does = {
        "clickable": element.is_clickable,
        "long_clickable": element.is_long_clickable,
        "editable": element.is_editable,
        "scrollable": element.is_scrollable,
        "checked": element.is_checked,
        "disabled": not element.is_enabled,
        "focused": element.is_focused,
        "selected": element.is_selected,
    }
    return {
        "index": element.index,
        "role": element.class_name.rpartition(".")[2],
        "text": "" if element.is_password else clean(element.text, _LONGEST),
        "description": clean(element.content_description, _LONGEST),
        "hint": clean(element.hint, _LONGEST),
        "id": clean(element.resource_id, _LONGEST),
        "bounds": _box(element.bounds),
        "depth": element.depth,
        "is": [name for name, whether in does.items() if whether],
    }


def _box(bounds: Bounds) -> Sequence[int]:
    return (bounds.left, bounds.top, bounds.right, bounds.bottom)
