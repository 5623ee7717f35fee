"""The nodes of a UI tree and what they mean as elements of a screen."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from device.budget import NAME_LENGTH, TEXT_LENGTH, TREE_DEPTH, TREE_NODES, TREE_TEXT
from device.error import TreeTooLarge
from device.screen import Bounds, UIElement

WRAPPERS = frozenset({"hierarchy", "displays", "display", "window", "windows", "AppiumAUT"})
"""Tags around the nodes that are no nodes themselves, some of them with bounds of their own."""
EDITABLE_CLASSES = ("EditText", "AutoCompleteTextView", "SearchAutoComplete")

_BOUNDS = re.compile(
    r"\s*\[\s*(-?\d{1,9})(?:\.\d{0,9})?\s*,\s*(-?\d{1,9})(?:\.\d{0,9})?\s*\]"
    r"\s*\[\s*(-?\d{1,9})(?:\.\d{0,9})?\s*,\s*(-?\d{1,9})(?:\.\d{0,9})?\s*\]",
    re.ASCII,
)
_TEXTS = ("text", "content-desc", "hint")
_ACTS = ("clickable", "long-clickable", "checkable", "scrollable")
ACTIVE = "window-active"
"""Attribute of the top node of a window that the document says is the active one."""
_NOWHERE = Bounds(0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class TreeNode:
    """One node as printed."""

    index: int
    """Place in document order, from 0."""
    parent: int
    """Index of the node around it; -1 for the top node of a window."""
    depth: int
    """0 for the top node of a window."""
    tag: str
    attributes: Mapping[str, str]


@dataclass(frozen=True)
class Hierarchy:
    """A whole UI tree; parents come before their children."""

    nodes: tuple[TreeNode, ...]
    rotation: int | None = None
    """Quarter turns as printed; None when the phone did not say."""
    cut: bool = False
    """The document ends before its end tag: there may be more on the screen."""

    @cached_property
    def elements(self) -> tuple[UIElement, ...]:
        """Every node as an element of the screen, in document order, zero-area ones included."""
        return tuple(element_of(node) for node in self.nodes)

    @cached_property
    def roots(self) -> tuple[TreeNode, ...]:
        """The top nodes, one a window."""
        return tuple(node for node in self.nodes if node.parent < 0)

    @cached_property
    def says_nothing(self) -> bool:
        """Whether no node has a text or does anything, as with apps that build their tree only when asked."""
        return not any(
            any(node.attributes.get(name) for name in _TEXTS)
            or any(node.attributes.get(name) == "true" for name in _ACTS)
            for node in self.nodes
        )

    @cached_property
    def size(self) -> tuple[int, int]:
        """(width, height) the windows reach to; smaller than the screen when only a dialog was printed."""
        boxes = [bounds_of(node.attributes.get("bounds", "")) for node in self.roots]
        return max((box.right for box in boxes), default=0), max((box.bottom for box in boxes), default=0)

    @cached_property
    def packages(self) -> tuple[str, ...]:
        """The packages that own nodes, in order of appearance."""
        seen = dict.fromkeys(node.attributes.get("package", "") for node in self.nodes)
        return tuple(package for package in seen if package)


def is_node(tag: str, attributes: Mapping[str, str]) -> bool:
    """Whether a tag stands for something on the screen: `<node>`, or Appium's tags named by class."""
    if tag in WRAPPERS:
        return False
    return tag == "node" or "bounds" in attributes or ("class" in attributes and "." in tag)


def bounds_of(text: str) -> Bounds:
    """A box from `[l,t][r,b]`, kept as printed even if inverted; all zero when it cannot be read."""
    found = _BOUNDS.match(text)
    if found is None:
        return _NOWHERE
    left, top, right, bottom = found.groups()
    return Bounds(int(left), int(top), int(right), int(bottom))


def element_of(node: TreeNode) -> UIElement:
    """What a node means on the screen."""
    get = node.attributes.get
    class_name = get("class") or (node.tag if node.tag != "node" else "")
    text, hint = get("text", ""), get("hint", "")
    editable = class_name.endswith(EDITABLE_CLASSES)
    return UIElement(
        index=node.index,
        text="" if editable and text == hint else text,  # an empty field shows its hint
        content_description=get("content-desc", ""),
        hint=hint,
        class_name=class_name,
        resource_id=get("resource-id", ""),
        package_name=get("package", ""),
        bounds=bounds_of(get("bounds", "")),
        is_clickable=get("clickable") == "true",
        is_long_clickable=get("long-clickable") == "true",
        is_editable=editable,
        is_scrollable=get("scrollable") == "true",
        is_checkable=get("checkable") == "true",
        is_checked=get("checked") == "true",
        is_enabled=get("enabled", "true") == "true",
        is_focused=get("focused") == "true",
        is_selected=get("selected") == "true",
        is_password=get("password") == "true",
        depth=node.depth,
    )


class TreeBuilder:
    """Collects nodes while a document is read from front to back."""

    def __init__(self) -> None:
        self.nodes: list[TreeNode] = []
        self.rotation: int | None = None
        self.wrapped = False
        """Whether a `<hierarchy>` was seen, even one without nodes."""
        self._open: list[int] = []
        self._active = False
        """Whether the window that is read says it is the active one."""
        self._text = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> bool:
        """A tag opens; whether it is a node, to be closed by `end`. Raises TreeTooLarge."""
        if tag == "hierarchy":
            self.wrapped = True
            rotation = attributes.get("rotation", "")
            if self.rotation is None and rotation in {"0", "1", "2", "3"}:
                self.rotation = int(rotation)
            return False
        if tag == "window":
            self._active = attributes.get("active") == "true"
        if not is_node(tag, attributes):
            return False
        if len(self.nodes) >= TREE_NODES:
            raise TreeTooLarge(f"the list of elements has more than {TREE_NODES:,} of them")
        if len(self._open) >= TREE_DEPTH:
            raise TreeTooLarge(f"the list of elements has more than {TREE_DEPTH} of them in one another")
        parent = self._open[-1] if self._open else -1
        cut = {
            name: value[: TEXT_LENGTH if name in _TEXTS else NAME_LENGTH]
            for name, value in attributes.items()
        }
        if parent < 0 and self._active:
            cut[ACTIVE] = "true"
        self._text += sum(len(cut.get(name, "")) for name in _TEXTS)
        if self._text > TREE_TEXT:
            raise TreeTooLarge(f"the list of elements has more than {TREE_TEXT:,} characters of text")
        self.nodes.append(TreeNode(len(self.nodes), parent, len(self._open), tag, cut))
        self._open.append(len(self.nodes) - 1)
        return True

    def end(self) -> None:
        """The node opened last closes."""
        self._open.pop()

    def hierarchy(self, *, cut: bool = False) -> Hierarchy:
        """All that was read."""
        return Hierarchy(tuple(self.nodes), self.rotation, cut)
