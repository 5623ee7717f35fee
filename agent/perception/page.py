"""Which page is in front."""

from device.screen import Observation, UIElement

_BARS = (
    "collapsing_toolbar_title",
    "collapsing_toolbar",
    "action_bar",
    "toolbar",
    "alertTitle",
    "header_title",
)
_HEAD = 0.3
"""Part of the screen's height in which a title stands."""


def summarise(observation: Observation) -> str:
    """A short name for the page, e.g. `com.android.settings: Display`; equal however it is scrolled."""
    name = title(observation) or observation.activity.rpartition(".")[2]
    return f"{observation.package}: {name}"


def title(observation: Observation) -> str:
    """The page's title as a person would call it; "" when it has none."""
    elements = observation.elements
    for bar in _BARS:
        for element in elements:
            if element.resource_id.endswith(f"/{bar}"):
                text = element.label or _text_inside(element, elements)
                if text:
                    return text
    return _topmost(observation)


def _text_inside(bar: UIElement, elements: tuple[UIElement, ...]) -> str:
    """The text in a bar; the descriptions of its buttons are not its title."""
    for element in elements[bar.index + 1 :] if elements[bar.index : bar.index + 1] == (bar,) else ():
        if element.depth <= bar.depth:
            break
        if element.text and not element.is_clickable:
            return element.text
    return ""


def _topmost(observation: Observation) -> str:
    """A heading near the top that is part of nothing to be tapped."""
    limit = observation.size[1] * _HEAD
    clickable: UIElement | None = None
    for element in observation.elements:
        if clickable is not None and element.depth <= clickable.depth:
            clickable = None
        if element.is_clickable and clickable is None:
            clickable = element
        if element.bounds.top > limit or element.package_name == "com.android.systemui":
            continue
        if element.text and clickable is None and not element.is_editable:
            return element.text
    return ""
