"""What layout makes of a page: boxes within boxes, and the lines of text in them. All in CSS pixels."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from device.phone.web.dom import PageElement
from device.phone.web.style import Style


@dataclass(slots=True, eq=False)
class Fragment:
    """Part of a line in one style; places are from the corner of the box it is in."""

    x: float
    y: float
    width: float
    height: float
    text: str
    style: Style
    source: int
    """Which of the inline elements it belongs to: nid of the innermost."""
    parted: bool = False
    """Whether a blank, or a line that ends here, parts it from what follows; a wrap alone parts nothing."""


@dataclass(slots=True, eq=False)
class Span:
    """An inline element, around all of its fragments."""

    element: PageElement
    x: float
    y: float
    width: float
    height: float
    text: str


@dataclass(slots=True, eq=False)
class PageBox:
    """A laid-out box. x and y are from the corner of the box it is in; the size is that of its border box."""

    element: PageElement | None
    """None for one that only holds lines."""
    style: Style
    x: float = 0.0
    y: float = 0.0
    width: float = 0.0
    height: float = 0.0
    children: list["PageBox"] = field(default_factory=list)
    fragments: list[Fragment] = field(default_factory=list)
    """From the top down."""
    spans: list[Span] = field(default_factory=list)
    margin: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    used: float = 0.0
    """Width that its content takes, from its left edge."""
    marker: str = ""
    """What stands before a list item."""
    baseline: float = 0.0
    """Of its last line, from its top; 0 = its lower edge."""
    cut: bool = False
    """Whether some of its content is not to be seen where it would lie, because it is over its edges."""
    reach: float = 0.0
    """How far down anything in it goes, from its top."""


def joined(fragments: Sequence[Fragment]) -> str:
    """The text of fragments as it is read: a space where there is a gap."""
    return "".join(pieces(fragments)).strip()


def pieces(fragments: Sequence[Fragment]) -> list[str]:
    """The same, fragment by fragment, each with the space before it."""
    found: list[str] = []
    for at, one in enumerate(fragments):
        last = fragments[at - 1]
        if abs(one.y - last.y) < one.height / 2:
            close = one.x - last.x - last.width < one.style.size * 0.15
        else:
            close = not last.parted
        found.append(one.text if close or not at else f" {one.text}")
    return found
