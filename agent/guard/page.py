"""What stands around a control and tells to whom, to what and how much a touch on it does something."""

from collections.abc import Sequence

from agent.action.touched import (
    control_at,
    focused,
    is_button,
    is_dialog,
    is_list,
    is_low,
    own,
    said_by,
    window_of,
    within,
)
from agent.guard.deed import Vicinity
from agent.run.step import Spot
from device.screen import Bounds, Observation, UIElement

_TOP = 0.33
"""The part of a screen that has its title and those whom a message goes to in it."""
_CARD = 0.4
"""The part of a screen that a card, with all that is told of one thing, takes at most."""
_LONGEST = 200
"""Letters of a text that may name somebody or something; longer ones are content."""


def vicinity(control: UIElement | None, observation: Observation) -> Vicinity:
    """Read the window around a control; around the focused field where there is no control."""
    control = control or focused(observation)
    if control is None:
        return Vicinity(title=title_of(observation))
    window = window_of(control, observation)
    composer = _composer(window)
    fields = [e for e in window if is_filled(e) and e is not composer]
    says = said_by(control, observation)
    lists = [e.bounds for e in window if is_list(e)]
    card, is_item = _card(control, says, window, observation)
    is_asked = is_dialog(window, observation)
    return Vicinity(
        says=says,
        card=card,
        is_item=is_item,
        dialog=told_in(window, observation) if is_asked else (),
        fields=tuple(e.text for e in fields),
        selected=_selected(window, lists, observation),
        title=() if is_asked else _title(window, lists, observation),
        others=_others(window),
        text=composer.text if composer is not None else "",
    )


def item_at(spots: Sequence[Spot], observation: Observation) -> tuple[str, ...]:
    """Read the item of a list that is touched, or that the touched control is in; () for none."""
    control = control_at(observation, spots[0].point) if spots else None
    window = window_of(control, observation) if control is not None else []
    if control is None or not any(map(is_list, window)):
        return ()
    says = said_by(control, observation)
    card, is_item = _card(control, says, window, observation)
    return (*(() if is_button(control) else says), *card) if is_item else ()


def title_of(observation: Observation) -> tuple[str, ...]:
    """Read the title of the page in front, and what its fields hold; () where that is a dialog."""
    window = _front(observation)
    if not window or is_dialog(window, observation):
        return ()
    fields = (e.text for e in window if is_filled(e) and len(e.text) <= _LONGEST)
    lists = [e.bounds for e in window if is_list(e)]
    return (*_title(window, lists, observation), *fields)


def _front(observation: Observation) -> list[UIElement]:
    """The window of the app in front: that of its last element."""
    names = ("", observation.package)
    last = next((e for e in reversed(observation.elements) if e.package_name in names), None)
    return window_of(last, observation) if last is not None else []


def _card(
    control: UIElement,
    says: tuple[str, ...],
    window: list[UIElement],
    observation: Observation,
) -> tuple[tuple[str, ...], bool]:
    """The texts of the smallest box that says more than a control; whether it is an item of a list."""
    width, height = observation.size
    around = [
        e
        for e in window
        if within(control.bounds, e.bounds) and e.bounds != control.bounds
        if e.bounds.area <= _CARD * width * height
    ]
    items = _items(window)
    for box in sorted(around, key=lambda e: e.bounds.area):
        texts = _texts_in(box.bounds, observation)
        if set(texts) - set(says):
            return texts, any(within(box.bounds, item) for item in items)
    is_item = any(item == control.bounds for item in items)
    return ((), False) if not is_item else (_texts_in(control.bounds, observation), True)


def _items(window: list[UIElement]) -> list[Bounds]:
    """The items of the window's lists: what is right inside one, or can be pressed there."""
    return [
        e.bounds
        for one in filter(is_list, window)
        for e in window
        if within(e.bounds, one.bounds) and e.bounds != one.bounds
        if e.depth == one.depth + 1 or e.is_clickable or e.is_long_clickable
    ]


def _texts_in(box: Bounds, observation: Observation) -> tuple[str, ...]:
    """What is told in a box by texts that are on no button."""
    inside = (
        e for e in observation.elements if within(e.bounds, box) and not is_button(e) and not e.is_editable
    )
    return tuple(dict.fromkeys(text for element in inside for text in own(element)))


def _composer(window: list[UIElement]) -> UIElement | None:
    """The field whose text a touch would send: the one with the cursor, else the last that is filled."""
    filled = [e for e in window if is_filled(e)]
    return next((e for e in filled if e.is_focused), filled[-1] if filled else None)


def is_filled(element: UIElement) -> bool:
    """Whether it is a field with a text in it that is no hint."""
    return element.is_editable and bool(element.text) and element.text != element.hint


def told_in(window: list[UIElement], observation: Observation) -> tuple[str, ...]:
    """What a dialog, or a page, tells beside its buttons and fields."""
    pressable = [e.bounds for e in window if e.is_clickable and is_low(e, observation)]
    return tuple(
        text
        for element in window
        if (element.text or element.content_description) and not element.is_editable
        if not any(within(element.bounds, box) for box in pressable)
        for text in own(element)
    )


def _selected(window: list[UIElement], lists: list[Bounds], observation: Observation) -> tuple[str, ...]:
    """The rows of a list that are selected; a tab that is selected is none."""
    rows = [
        e.bounds
        for e in window
        if e.is_selected and is_low(e, observation) and any(within(e.bounds, one) for one in lists)
    ]
    outer = [row for row in rows if not any(row != other and within(row, other) for other in rows)]
    told = (" ".join(dict.fromkeys(_texts_in(row, observation))) for row in outer)
    return tuple(dict.fromkeys(text for text in told if text))


def _title(window: list[UIElement], lists: list[Bounds], observation: Observation) -> tuple[str, ...]:
    """The texts at the top that stand in no row of a list."""
    end = observation.size[1] * _TOP
    top = [e for e in window if e.bounds.top < end]
    rows = [
        e.bounds
        for e in top
        if (e.is_clickable or e.is_long_clickable)
        and any(within(e.bounds, one) and e.bounds != one for one in lists)
    ]
    return tuple(
        text
        for e in top
        if e.bounds.bottom <= end and e.text and not e.is_editable
        if not any(within(e.bounds, row) for row in rows)
        for text in own(e)
        if len(text) <= _LONGEST
    )


def _others(window: list[UIElement]) -> tuple[str, ...]:
    texts = (text for e in window if not e.is_editable for text in own(e) if len(text) <= _LONGEST)
    return tuple(dict.fromkeys(texts))
