"""The <svg> elements of a page as figures: coloured by its style sheets, sharing symbols with each other."""

import re
from collections.abc import Iterator, Mapping, Sequence

from device.phone.web.dom import Letters, PageElement
from device.phone.web.sheet import declared
from device.phone.web.source import Branch
from device.phone.web.style import Pairs, filled
from device.phone.web.value import colour_of
from device.phone.web.vector import name_all, written
from device.phone.web.writer import Tag

_COLOURED = frozenset(("fill", "stroke", "color", "stop-color"))
_PLAIN = (
    "fill-opacity fill-rule stroke-width stroke-opacity stroke-linecap stroke-linejoin stroke-miterlimit "
    "stroke-dasharray stroke-dashoffset opacity stop-opacity font-size font-weight font-style text-anchor "
    "dominant-baseline letter-spacing display visibility clip-path clip-rule mask paint-order marker "
    "marker-start marker-mid marker-end"
)
_UNDERSTOOD = _COLOURED | frozenset(_PLAIN.split())
_OF_BOX = ("display", "visibility")
"""What of the whole drawing is the page's to say."""
_MOVES = re.compile(r"(?:translate|scale|rotate|skew[XY]|matrix)[XY]?\(")


def draw_figures(html: PageElement, rules: Sequence[tuple[Pairs, Pairs]]) -> None:
    """Give each <svg> of a styled page its figure; `rules` are the page's, plain and urgent."""
    found = [(element, _tag(element, rules)) for element in _drawings(html)]
    named: dict[str, Tag] = {}
    for _, tag in found:
        name_all(tag, named)
    for element, tag in found:
        style = element.style
        if style.display != "none":
            element.figure = written(tag, named.get, _css_colour(style.colour), style.size)


def _drawings(element: PageElement) -> Iterator[PageElement]:
    """The outermost ones."""
    for child in element.children:
        if isinstance(child, PageElement):
            if child.tag == "svg":
                yield child
            else:
                yield from _drawings(child)


def _tag(element: PageElement, rules: Sequence[tuple[Pairs, Pairs]], *, inner: bool = False) -> Tag:
    below: list[Branch] = [
        child.text if isinstance(child, Letters) else _tag(child, rules, inner=True)
        for child in element.children
    ]
    held = _declared(element, rules)
    attributes = dict(element.attributes)
    attributes.pop("style", None)
    if "transform" in held and inner and _MOVES.match(held["transform"]):
        attributes["transform"] = re.sub(r"(?<=\d)(?:deg|px)", "", held["transform"])
    told = "; ".join(
        f"{name}: {_value(name, value)}"
        for name, value in held.items()
        if name in _UNDERSTOOD and (inner or name not in _OF_BOX)
    )
    return (element.tag, {**attributes, "style": told} if told else attributes, below)


def _declared(element: PageElement, rules: Sequence[tuple[Pairs, Pairs]]) -> Mapping[str, str]:
    """What the page's style sheets and its own attribute say of it."""
    mine = [rules[at] for at in element.rules if at < len(rules)]
    own, own_urgent = declared(element.inline) if element.inline else ((), ())
    held: dict[str, str] = {}
    for some in (*(plain for plain, _ in mine), own, *(urgent for _, urgent in mine), own_urgent):
        held.update(some)
    if any("var(" in value for value in held.values()):
        return filled(held, dict(element.style.custom))
    return held


def _value(name: str, value: str) -> str:
    if name in _COLOURED and value.lower() not in ("currentcolor", "none", "inherit", "transparent"):
        known = colour_of(value) if "url(" not in value else ""
        return _css_colour(known) if known else value
    return value


def _css_colour(colour: str) -> str:
    """#AARRGGBB, as the phone's colours are written, as CSS writes it."""
    if len(colour) != 9:
        return colour
    red, green, blue = (int(colour[at : at + 2], 16) for at in (3, 5, 7))
    return f"rgba({red},{green},{blue},{int(colour[1:3], 16) / 255:.3f})"
