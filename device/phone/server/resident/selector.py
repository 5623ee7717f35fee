"""UiSelectors as the client sends them, and the elements on the screen that they mean."""

import re
from collections.abc import Callable, Mapping, Sequence

from device.screen import UIElement

Selector = Mapping[str, object]
"""Its fields, and beside them `mask`, `childOrSibling` and `childOrSiblingSelector`."""
_Fits = Callable[[str, str], bool]
_TEXTS: dict[str, Callable[[UIElement], str]] = {
    "text": lambda e: e.text or (e.hint if e.is_editable else ""),
    "description": lambda e: e.content_description,
    "className": lambda e: e.class_name,
    "packageName": lambda e: e.package_name,
    "resourceId": lambda e: e.resource_id,
}
_WAYS: dict[str, _Fits] = {
    "": lambda have, want: have == want,
    "Contains": lambda have, want: want.lower() in have.lower(),
    "StartsWith": lambda have, want: have.lower().startswith(want.lower()),
    "Matches": lambda have, want: re.fullmatch(want, have, re.DOTALL) is not None,
}
_FLAGS: dict[str, Callable[[UIElement], bool]] = {
    "checkable": lambda e: e.is_checkable,
    "checked": lambda e: e.is_checked,
    "clickable": lambda e: e.is_clickable,
    "longClickable": lambda e: e.is_long_clickable,
    "scrollable": lambda e: e.is_scrollable,
    "enabled": lambda e: e.is_enabled,
    "focused": lambda e: e.is_focused,
    "selected": lambda e: e.is_selected,
}


def found(selector: Selector, elements: Sequence[UIElement]) -> list[UIElement]:
    """The elements that it means, in document order; those of its `instance` alone where it names one."""
    here = _matching(selector, elements)
    steps, inner = selector.get("childOrSibling"), selector.get("childOrSiblingSelector")
    if isinstance(steps, list) and isinstance(inner, list):
        for step, further in zip(steps, inner, strict=True):
            around = _below if step == "child" else _beside
            near = [element for one in here for element in around(one, elements)]
            here = _matching(further, [element for element in elements if element in near])
    return here


def _matching(selector: Selector, elements: Sequence[UIElement]) -> list[UIElement]:
    here = [element for element in elements if _fits(selector, element)]
    instance = selector.get("instance")
    return here[instance : instance + 1] if isinstance(instance, int) else here


def _fits(selector: Selector, element: UIElement) -> bool:
    for name, value in selector.items():
        if name in _FLAGS and _FLAGS[name](element) != value:
            return False
        for field, text in _TEXTS.items():
            way = _WAYS.get(name.removeprefix(field)) if name.startswith(field) else None
            if way is not None and not way(text(element), str(value)):
                return False
    return True


def _below(one: UIElement, elements: Sequence[UIElement]) -> list[UIElement]:
    """All inside an element."""
    inside: list[UIElement] = []
    for element in elements[one.index + 1 :]:
        if element.depth <= one.depth:
            break
        inside.append(element)
    return inside


def _beside(one: UIElement, elements: Sequence[UIElement]) -> list[UIElement]:
    """Those in the same place of the tree."""
    start, end = one.index, one.index + 1
    while start > 0 and elements[start - 1].depth >= one.depth:
        start -= 1
    while end < len(elements) and elements[end].depth >= one.depth:
        end += 1
    return [e for e in elements[start:end] if e.depth == one.depth and e is not one]
