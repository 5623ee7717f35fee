"""Styles for the elements of a page, equal ones remembered."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from device.phone.web.dom import Letters, PageElement
from device.phone.web.generated import put_in
from device.phone.web.sheet import Rule
from device.phone.web.style import Style, computed
from device.phone.web.usual import MODAL
from device.phone.web.value import LengthBasis

_HINTS = frozenset(
    [
        "type",
        "width",
        "height",
        "bgcolor",
        "align",
        "border",
        "cellspacing",
        "color",
        "size",
        "href",
        "open",
        MODAL,
        "hidden",
        "contenteditable",
    ]
)


class Stylist:
    """Gives elements their styles, remembering equal ones; for one set of rules."""

    def __init__(self, rules: Sequence[Rule], canvas: LengthBasis) -> None:
        self._rules = [(rule.held, rule.urgent) for rule in rules]
        self._canvas = canvas
        self._known: dict[tuple[object, ...], Style] = {}

    def dress(
        self, elements: Iterable[PageElement | Letters], parent: Style | None = None, around: str = ""
    ) -> None:
        """Style elements and all below them; `around` is the tag of the element they are in."""
        for element in elements:
            if isinstance(element, PageElement):
                nested = element.tag in ("ul", "ol") and around == "li"
                element.style = self._style(element, parent, nested=nested)
                if any(element.style.generated):
                    put_in(element)
                self.dress(element.children, element.style, element.tag)

    def _style(self, element: PageElement, parent: Style | None, *, nested: bool) -> Style:
        hinted = tuple((name, value) for name, value in element.attributes.items() if name in _HINTS)
        tag = f"li {element.tag}" if nested else element.tag
        key = (id(parent), tag, element.rules, element.inline, hinted)
        found = self._known.get(key)
        if found is None:
            rules = [self._rules[at] for at in element.rules if at < len(self._rules)]
            found = computed(tag, element.attributes, rules, element.inline, parent, self._canvas)
            if found.cut and element.tag in ("html", "body"):  # theirs is the screen's, which scrolls anyway
                found = replace(found, cut="")
            self._known[key] = found
        return found
