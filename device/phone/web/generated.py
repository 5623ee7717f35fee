"""What style sheets put before and after what is in an element (`content` of ::before and ::after)."""

import re

from device.phone.web.dom import Held, Letters, PageElement
from device.phone.web.sheet import declared

_NONE_IN = frozenset(["input", "select", "textarea", "img", "canvas", "video", "iframe", "svg", "br", "hr"])
_PART = re.compile(
    r""""((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|attr\(\s*([\w-]+)[^)]*\)|(open|close)-quote""", re.DOTALL
)
_ESCAPED = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", re.DOTALL)
_QUOTES = {"open": "\u201c", "close": "\u201d"}
_NOT_SHOWN = re.compile("[\ue000-\uf8ff]")
"""Signs of a font that the phone does not have."""


def put_in(element: PageElement) -> None:
    """Give an element the parts that its style generates, once."""
    if element.tag in _NONE_IN or any(child.nid < 0 for child in element.children):
        return
    for place, text in enumerate(element.style.generated):
        words = _words(dict(declared(text)[0]).get("content", ""), element) if text else ""
        if words:
            nid = -2 * element.nid - place
            part = PageElement(nid, "::part", (), text, {}, 0, Held(), [Letters(nid, words)])
            element.children = [*element.children, part] if place else [part, *element.children]


def _words(content: str, element: PageElement) -> str:
    if "counter" in content:  # nobody counts
        return ""
    found = [
        _QUOTES.get(quote) or element.attributes.get(name) or _ESCAPED.sub(_letter, double or single)
        for double, single, name, quote in _PART.findall(content)
    ]
    return _NOT_SHOWN.sub("", "".join(found))


def _letter(found: "re.Match[str]") -> str:
    if found[1] is None:
        return found[2]
    return chr(int(found[1], 16)) if 0 < int(found[1], 16) < 0x110000 else "\ufffd"
