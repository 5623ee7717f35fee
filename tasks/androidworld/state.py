"""What is on a screen, field by field as AndroidWorld has it: State, UIElement, accessibility forest."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from device.screen import Bounds, Observation
from device.screen import UIElement as Element


@dataclass(frozen=True, slots=True)
class BoundingBox:
    """A box, in pixels or in parts of the screen."""

    x_min: float
    x_max: float
    y_min: float
    y_max: float

    @property
    def center(self) -> tuple[float, float]:
        """(x, y) of its middle."""
        return (self.x_min + self.x_max) / 2, (self.y_min + self.y_max) / 2

    @property
    def width(self) -> float:
        """From left to right."""
        return self.x_max - self.x_min

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.y_max - self.y_min

    @property
    def area(self) -> float:
        """Width times height."""
        return self.width * self.height


@dataclass(frozen=True, slots=True)
class UIElement:
    """One thing on the screen; what is empty is None."""

    text: str | None
    content_description: str | None
    class_name: str | None
    bbox: BoundingBox
    """In parts of the screen, from 0 to 1."""
    bbox_pixels: BoundingBox
    hint_text: str | None
    is_checked: bool
    is_checkable: bool
    is_clickable: bool
    is_editable: bool
    is_enabled: bool
    is_focused: bool
    is_focusable: bool
    is_long_clickable: bool
    is_scrollable: bool
    is_selected: bool
    package_name: str | None
    resource_name: str | None
    resource_id: str | None
    is_visible: bool = True
    """What `uiautomator` lists is visible."""
    tooltip: str | None = None
    metadata: Mapping[str, object] | None = None


@dataclass(frozen=True, slots=True)
class Rect:
    """A box of the forest, in pixels."""

    left: int
    top: int
    right: int
    bottom: int


@dataclass(slots=True)
class ForestNode:
    """A node of the forest."""

    unique_id: int
    depth: int
    bounds_in_screen: Rect
    text: str
    content_description: str
    class_name: str
    hint_text: str
    package_name: str
    view_id_resource_name: str
    is_checkable: bool
    is_checked: bool
    is_clickable: bool
    is_editable: bool
    is_enabled: bool
    is_focusable: bool
    is_focused: bool
    is_long_clickable: bool
    is_password: bool
    is_scrollable: bool
    is_selected: bool
    is_visible_to_user: bool = True
    tooltip_text: str = ""
    child_ids: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Tree:
    """The nodes of a window; parents come before their children."""

    nodes: list[ForestNode]


@dataclass(frozen=True, slots=True)
class Window:
    """One window."""

    tree: Tree


@dataclass(frozen=True, slots=True)
class Forest:
    """All windows."""

    windows: tuple[Window, ...]


@dataclass(frozen=True, slots=True)
class State:
    """One look at a phone."""

    pixels: NDArray[np.uint8]
    """Height x width x RGB; black where the system hides the screen."""
    forest: Forest
    ui_elements: list[UIElement]
    """Every element, so that an index means the same as in an Observation."""
    auxiliaries: dict[str, object] = field(default_factory=dict)


def state_of(seen: Observation) -> State:
    """An observation as AndroidWorld has it."""
    width, height = seen.size
    picture = seen.screenshot
    pixels = np.array(picture.image, np.uint8) if picture else np.zeros((height, width, 3), np.uint8)
    elements = [_element(each, seen.size) for each in seen.elements]
    return State(pixels, forest_of(seen.elements), elements)


def forest_of(elements: Iterable[Element]) -> Forest:
    """The forest these elements stand in, told from their depths; each at depth 0 begins a window."""
    windows: list[list[ForestNode]] = []
    above: list[ForestNode] = []
    for element in elements:
        if element.depth == 0 or not windows:
            windows.append([])
        del above[element.depth :]
        node = _node(element, len(windows[-1]))
        if above:
            above[-1].child_ids.append(node.unique_id)
        windows[-1].append(node)
        above.append(node)
    return Forest(tuple(Window(Tree(nodes)) for nodes in windows))


def _element(element: Element, size: Sequence[int]) -> UIElement:
    width, height = size
    return UIElement(
        text=element.text or None,
        content_description=element.content_description or None,
        class_name=element.class_name or None,
        bbox=_box(element.bounds, max(1, width), max(1, height)),
        bbox_pixels=_box(element.bounds),
        hint_text=element.hint or None,
        is_checked=element.is_checked,
        is_checkable=element.is_checkable,
        is_clickable=element.is_clickable,
        is_editable=element.is_editable,
        is_enabled=element.is_enabled,
        is_focused=element.is_focused,
        is_focusable=_takes_focus(element),
        is_long_clickable=element.is_long_clickable,
        is_scrollable=element.is_scrollable,
        is_selected=element.is_selected,
        package_name=element.package_name or None,
        resource_name=element.resource_id or None,
        resource_id=element.resource_id or None,
    )


def _node(element: Element, number: int) -> ForestNode:
    box = element.bounds
    return ForestNode(
        unique_id=number,
        depth=element.depth,
        bounds_in_screen=Rect(box.left, box.top, box.right, box.bottom),
        text=element.text,
        content_description=element.content_description,
        class_name=element.class_name,
        hint_text=element.hint,
        package_name=element.package_name,
        view_id_resource_name=element.resource_id,
        is_checkable=element.is_checkable,
        is_checked=element.is_checked,
        is_clickable=element.is_clickable,
        is_editable=element.is_editable,
        is_enabled=element.is_enabled,
        is_focusable=_takes_focus(element),
        is_focused=element.is_focused,
        is_long_clickable=element.is_long_clickable,
        is_password=element.is_password,
        is_scrollable=element.is_scrollable,
        is_selected=element.is_selected,
    )


def _takes_focus(element: Element) -> bool:
    """What can be pressed or written in can have the focus; elements do not say so themselves."""
    return element.is_clickable or element.is_editable or element.is_focused


def _box(bounds: Bounds, width: int = 1, height: int = 1) -> BoundingBox:
    if (width, height) == (1, 1):
        return BoundingBox(bounds.left, bounds.right, bounds.top, bounds.bottom)
    return BoundingBox(bounds.left / width, bounds.right / width, bounds.top / height, bounds.bottom / height)
