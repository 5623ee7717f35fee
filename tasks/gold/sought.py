"""What a hand looks for on a screen: by the words on it, or by traits of the element."""

from dataclasses import dataclass
from typing import Self, TypedDict

from device.screen import Bounds, UIElement

Words = str | tuple[str, ...]
"""One text, or several of which any will do ("Save" and "保存")."""


class Traits(TypedDict, total=False):
    """Traits an element must have, all of them; each may be given as alternatives."""

    id: Words
    """Resource id: the whole of it, or what follows its last slash."""
    text: Words
    """Exactly its text."""
    description: Words
    """Exactly its content description."""
    hint: Words
    """Exactly its hint."""
    containing: Words
    """Part of its text or content description, whatever the case."""
    kind: Words
    """How its class name ends ("EditText")."""
    inside: UIElement | Bounds
    """Its middle lies in this box."""
    checked: bool
    selected: bool
    enabled: bool
    clickable: bool
    editable: bool


@dataclass(frozen=True, slots=True)
class Sought:
    """Labels and traits together; see `Traits`."""

    labels: tuple[str, ...]
    """Any of these as its text or content description, whatever the case; () = any element."""
    traits: Traits

    @classmethod
    def of(cls, labels: tuple[str, ...], traits: Traits) -> Self:
        """Put together what a verb was given. Raises ValueError when that is nothing at all."""
        if not labels and not traits:
            raise ValueError("say what to look for")
        return cls(labels, traits)

    def matches(self, element: UIElement) -> bool:
        """Whether this element is one of those that are looked for."""
        if self.labels and not _named(element, self.labels):
            return False
        traits = self.traits
        return (
            _exactly(traits.get("text"), element.text)
            and _exactly(traits.get("description"), element.content_description)
            and _exactly(traits.get("hint"), element.hint)
            and _identified(traits.get("id"), element.resource_id)
            and _contains(traits.get("containing"), element)
            and _kind(traits.get("kind"), element.class_name)
            and _within(traits.get("inside"), element)
            and _state(traits, element)
        )

    def __str__(self) -> str:
        """As a person would say it in a complaint."""
        parts = [" / ".join(repr(label) for label in self.labels)] if self.labels else []
        for name, value in self.traits.items():
            shown = " / ".join(repr(one) for one in value) if isinstance(value, tuple) else repr(value)
            if isinstance(value, UIElement):
                shown = repr(value.label or value.resource_id)
            parts.append(f"{name} {shown}")
        return ", ".join(parts)


def alternatives(words: Words) -> tuple[str, ...]:
    """One or several texts as several."""
    return (words,) if isinstance(words, str) else words


def _named(element: UIElement, labels: tuple[str, ...]) -> bool:
    own = {element.text.strip().casefold(), element.content_description.strip().casefold()}
    return any(label.strip().casefold() in own for label in labels)


def _exactly(wanted: Words | None, own: str) -> bool:
    return wanted is None or own in alternatives(wanted)


def _identified(wanted: Words | None, own: str) -> bool:
    return wanted is None or any(own == one or own.endswith(f"/{one}") for one in alternatives(wanted))


def _contains(wanted: Words | None, element: UIElement) -> bool:
    if wanted is None:
        return True
    own = f"{element.text}\n{element.content_description}".casefold()
    return any(one.casefold() in own for one in alternatives(wanted))


def _kind(wanted: Words | None, own: str) -> bool:
    return wanted is None or own.endswith(alternatives(wanted))


def _within(wanted: UIElement | Bounds | None, element: UIElement) -> bool:
    if wanted is None:
        return True
    box = wanted.bounds if isinstance(wanted, UIElement) else wanted
    return box.contains(element.bounds.center)


def _state(traits: Traits, element: UIElement) -> bool:
    return (
        traits.get("checked", element.is_checked) == element.is_checked
        and traits.get("selected", element.is_selected) == element.is_selected
        and traits.get("enabled", element.is_enabled) == element.is_enabled
        and traits.get("clickable", element.is_clickable) == element.is_clickable
        and traits.get("editable", element.is_editable) == element.is_editable
    )
