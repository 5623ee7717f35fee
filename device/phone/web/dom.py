"""A page's elements and texts as the engine tells them, with their styles."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeGuard

from device.phone.web.figure import Figure
from device.phone.web.style import Style

HEARS = 1
"""Flag: touches are listened for on the element itself."""
DRAWS = 2
"""Flag: moves are listened for, too (a drawing, a game)."""
_LINKS = frozenset({"a", "button", "select", "input", "textarea", "summary"})


@dataclass(frozen=True, slots=True)
class Words:
    """Words on a canvas, at a place in its pixels."""

    text: str
    x: float
    y: float
    size: float
    bold: bool
    align: str
    base: str
    colour: str
    stroke: float = 0.0
    """Width of their outline, where nothing but that is drawn."""


@dataclass(frozen=True, slots=True)
class Held:
    """What a control or canvas holds."""

    kind: str = ""
    """Of an input: its type."""
    value: str = ""
    checked: bool = False
    disabled: bool = False
    multiple: bool = False
    files: tuple[str, ...] = ()
    """Names of those chosen."""
    label: str = ""
    options: tuple[tuple[str, bool, bool], ...] = ()
    """Of a select: words, whether chosen, whether it cannot be."""
    groups: tuple[str, ...] = ()
    """The label of the group of each option; "" = it is in none."""
    size: tuple[int, int] = (0, 0)
    """Of a canvas, in its own pixels."""
    stamp: int = 0
    """Of a canvas: counts its changes."""
    words: tuple[Words, ...] = ()


_NOTHING_HELD = Held()


@dataclass(slots=True, eq=False)
class PageElement:
    """One element; `style` is put in when the page is styled."""

    nid: int
    tag: str
    rules: tuple[int, ...]
    inline: str
    attributes: Mapping[str, str]
    flags: int
    held: Held
    children: list["PageElement | Letters"]
    style: Style = field(default_factory=Style)
    figure: Figure | None = None
    """Of an <svg>: what it shows; put in when the page is laid out."""

    @property
    def clickable(self) -> bool:
        """Whether a tap on it does something: it listens, or is a link or control."""
        if self.held.disabled:
            return False
        if self.flags & HEARS:
            return True
        return self.tag in _LINKS and (self.tag != "a" or "href" in self.attributes)

    def text(self) -> str:
        """All text in it, as it is written."""
        return "".join(child.text if isinstance(child, Letters) else child.text() for child in self.children)


@dataclass(slots=True, eq=False)
class Letters:
    """One text."""

    nid: int
    text: str


def elements_of(told: object) -> list[PageElement | Letters]:
    """The tree as the engine tells it. Raises ValueError when that is not what it should be."""
    return [_node(one) for one in _list(told)]


def _node(told: object) -> PageElement | Letters:
    parts = _list(told)
    if len(parts) == 2:
        return Letters(_int(parts[0]), _str(parts[1]))
    if len(parts) != 8:
        raise ValueError("no element")
    nid, tag, rules, inline, attributes, flags, held, below = parts
    if not isinstance(attributes, dict):
        raise ValueError("no attributes")
    named = {str(name): str(value) for name, value in attributes.items()}
    return PageElement(
        _int(nid),
        _str(tag),
        tuple(_int(one) for one in _list(rules)),
        _str(inline),
        named,
        _int(flags),
        _held(held) if isinstance(held, dict) else _NOTHING_HELD,
        elements_of(below),
    )


def _held(told: Mapping[str, object]) -> Held:
    if "wide" in told:
        words = tuple(_words(one) for one in _list(told.get("words", [])))
        return Held(
            size=(_int(told["wide"]), _int(told.get("high"))), stamp=_int(told.get("stamp")), words=words
        )
    options = tuple(
        (_str(label), bool(chosen), bool(shut))
        for label, chosen, shut in (_list(one)[:3] for one in _list(told.get("options", [])))
    )
    return Held(
        kind=str(told.get("kind", "")),
        value=str(told.get("value", "")),
        checked=bool(told.get("checked")),
        disabled=bool(told.get("disabled")),
        multiple=bool(told.get("multiple")),
        files=tuple(_str(one) for one in _list(told.get("files", []))),
        label=str(told.get("label", "")),
        options=options,
        groups=tuple(_str(one) for one in _list(told.get("groups", []))),
    )


def _words(told: object) -> Words:
    if not isinstance(told, dict):
        raise ValueError("no words")
    x, y, size = (_float(told.get(name)) for name in ("x", "y", "size"))
    text = str(told.get("text", ""))[:500]
    return Words(
        text,
        x,
        y,
        min(500.0, size),
        bool(told.get("bold")),
        str(told.get("align")),
        str(told.get("base")),
        str(told.get("colour")),
        min(100.0, _float(told.get("stroke", 0.0))),
    )


def _list(value: object) -> Sequence[object]:
    if not isinstance(value, list):
        raise ValueError("no list")
    return value


def _str(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("no text")
    return value


def _int(value: object) -> int:
    if not _is_number(value):
        raise ValueError("no number")
    return int(value)


def _float(value: object) -> float:
    return float(value) if _is_number(value) else 0.0


def _is_number(value: object) -> TypeGuard[int | float]:
    return isinstance(value, int | float)
