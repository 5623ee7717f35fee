"""What is on a screen: points, boxes, elements, one picture, and the whole observation.

All coordinates are device pixels, origin top left, in the orientation the screen is in now.
"""

import hashlib
import io
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from PIL.Image import Image

Direction = Literal["up", "down", "left", "right"]


@dataclass(frozen=True, slots=True)
class Point:
    """One device pixel."""

    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Bounds:
    """A box in device pixels: left and top belong to it, right and bottom do not."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        """Pixels from left to right; never negative."""
        return max(0, self.right - self.left)

    @property
    def height(self) -> int:
        """Pixels from top to bottom; never negative."""
        return max(0, self.bottom - self.top)

    @property
    def area(self) -> int:
        """Width times height; 0 for an inverted box."""
        return self.width * self.height

    @property
    def center(self) -> Point:
        """The middle pixel, where a tap on this box goes."""
        return Point((self.left + self.right) // 2, (self.top + self.bottom) // 2)

    def contains(self, point: Point) -> bool:
        """Whether the pixel lies inside."""
        return self.left <= point.x < self.right and self.top <= point.y < self.bottom

    def intersection(self, other: "Bounds") -> "Bounds":
        """The shared part; its area is 0 where there is none."""
        left, top = max(self.left, other.left), max(self.top, other.top)
        return Bounds(
            left, top, max(left, min(self.right, other.right)), max(top, min(self.bottom, other.bottom))
        )

    def union(self, other: "Bounds") -> "Bounds":
        """The smallest box around both."""
        return Bounds(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )


@dataclass(frozen=True, slots=True)
class UIElement:
    """One thing on the screen, from the UI tree or read by OCR."""

    index: int
    """Place in the observation's list; what a Target names."""
    text: str = ""
    content_description: str = ""
    hint: str = ""
    class_name: str = ""
    resource_id: str = ""
    package_name: str = ""
    bounds: Bounds = Bounds(0, 0, 0, 0)
    is_clickable: bool = False
    is_long_clickable: bool = False
    is_editable: bool = False
    is_scrollable: bool = False
    is_checkable: bool = False
    is_checked: bool = False
    is_enabled: bool = True
    is_focused: bool = False
    is_selected: bool = False
    is_password: bool = False
    source: Literal["tree", "ocr"] = "tree"
    depth: int = 0
    """Distance from the root of its window; children follow their parent in the list."""

    @property
    def label(self) -> str:
        """What a person would call it: its text, else its description, else its hint."""
        return self.text or self.content_description or self.hint


@dataclass(frozen=True)
class Screenshot:
    """One picture of the screen, kept as it came over the wire and decoded only when asked."""

    size: tuple[int, int]
    """(width, height) in device pixels."""
    data: bytes | None = None
    """PNG or JPEG file bytes, or raw RGBA; None where only the file is kept."""
    encoding: Literal["png", "jpeg", "rgba"] = "png"
    path: Path | None = None

    @cached_property
    def raw(self) -> bytes:
        """The bytes in `encoding`, read from the file where they are not held."""
        if self.data is not None:
            return self.data
        if self.path is None:
            raise ValueError("a Screenshot needs data or a path")
        return self.path.read_bytes()

    @cached_property
    def image(self) -> "Image":
        """The decoded picture (RGB)."""
        from PIL import Image  # noqa: PLC0415  (heavy)

        if self.encoding == "rgba":
            # Read as RGB with a byte to pass over: nine times faster than reading RGBA and converting it.
            return Image.frombytes("RGB", self.size, self.raw, "raw", "RGBX")
        with Image.open(io.BytesIO(self.raw)) as picture:
            picture.load()
            return picture if picture.mode == "RGB" else picture.convert("RGB")

    @cached_property
    def png(self) -> bytes:
        """The picture as a PNG file."""
        if self.encoding == "png":
            return self.raw
        out = io.BytesIO()
        self.image.save(out, "PNG", compress_level=1)
        return out.getvalue()

    @cached_property
    def digest(self) -> str:
        """A name for the content: equal pictures of one encoding have equal digests."""
        return hashlib.sha256(self.raw).hexdigest()[:32]


@dataclass(frozen=True)
class Observation:
    """All that was seen of the phone at one moment."""

    screenshot: Screenshot | None
    """None when the picture was not asked for."""
    elements: tuple[UIElement, ...]
    package: str
    activity: str
    """Full class name of the activity in front; "" when unknown."""
    keyboard_shown: bool
    size: tuple[int, int]
    """(width, height) as the screen is turned now."""
    orientation: int = 0
    """Quarter turns, as Android's rotation 0-3."""
    taken_at: float = 0.0
    """Seconds since the epoch on this computer's clock."""
    local_time: datetime | None = None
    """The phone's own date and time, with its offset from UTC; None when it was not told."""
    secure: bool = False
    """The system hides the picture (FLAG_SECURE): the screenshot must not be read as a black page."""
    private: bool = False
    """An app is in front that its owner keeps private: neither picture nor elements were kept."""
    tree_error: str = ""
    """Why there are no elements from the tree; "" when the tree was read."""
    tree_cut: bool = False
    """The tree ends in the middle: there may be more on the screen than the elements."""
    notes: tuple[str, ...] = field(default=())
    """What else a reader should know, e.g. which part could not be read."""

    @cached_property
    def windows(self) -> list[list[UIElement]]:
        """The elements by window, from the lowest up; each window's root has depth 0."""
        windows: list[list[UIElement]] = [[]]
        is_deep = any(element.depth for element in self.elements)
        for element in self.elements:
            if is_deep and element.depth == 0:
                windows.append([])
            windows[-1].append(element)
        return windows

    @cached_property
    def pressed(self) -> dict[Point, UIElement | None]:
        """What a finger presses at a place, kept by who works that out: a step asks for few places often."""
        return {}

    @cached_property
    def says(self) -> dict[UIElement, tuple[str, ...]]:
        """What a control says of itself, kept as `pressed` is."""
        return {}

    def numbered(self, index: int | None) -> UIElement | None:
        """The element of that number."""
        return next((element for element in self.elements if element.index == index), None)
